"""Serves the made-up outlets on loopback, in a process of its own so that its cost is not the crawler's."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

from bench.crawl.measuring import Web
from bench.crawl.pages import Answer, site

FIRST_HOST = 10
"""Of 127.0.0.0/8: each outlet has an address of its own, since delays and concurrency are kept per host."""

START_SECONDS = 120.0


@contextmanager
def serving(outlets: int, stories: int) -> Iterator[Web]:
    """Serve until the end of the block; yields `host:port` of each outlet -> the paths it serves."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_serve, args=(theirs, outlets, stories), daemon=True)
    process.start()
    try:
        if not ours.poll(START_SECONDS):
            raise TimeoutError("the web did not start")
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection, outlets: int, stories: int) -> None:
    paths = {}
    for number in range(outlets):
        answers: dict[str, Answer] = {}
        server = ThreadingHTTPServer((f"127.0.0.{FIRST_HOST + number}", 0), _handler(answers))
        server.daemon_threads = True
        host = f"{server.server_address[0]!s}:{server.server_port}"
        answers.update(site(number, stories, f"http://{host}"))
        paths[host] = tuple(answers)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    pipe.send(paths)
    threading.Event().wait()


def _handler(answers: dict[str, Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: else they wait for one another
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            answer = answers.get(self.path)
            self.send_response(200 if answer else 404)
            body = answer.body if answer else b""
            if answer:
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
