"""A hostile web on loopback: every case is a host of its own, 127.0.0.N, that answers as it likes, byte by byte."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

MAX_HEAD_BYTES = 65_536
SEND_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as the server saw it."""

    host: str
    path: str
    time: float
    headers: dict[str, str]


class Talk:
    """A request, and the socket its answer goes to."""

    def __init__(self, connection: socket.socket, asked: Asked, web: Web) -> None:
        self.asked = asked
        self.path = asked.path
        self.web = web
        self._connection = connection

    def send(self, data: bytes) -> None:
        """Send raw bytes. Raises OSError when the crawler has gone."""
        self._connection.sendall(data)

    def answer(self, body: bytes | str = b"", status: str = "200 OK", **headers: str) -> None:
        """Send a well-formed answer."""
        data = body.encode() if isinstance(body, str) else body
        names = {"content_type": "text/html; charset=utf-8", "content_length": str(len(data)), **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in names.items()]
        self.send("\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode() + data)

    def head(self, status: str = "200 OK", **headers: str) -> None:
        """Send a head alone; the body is the case's own affair."""
        names = {"content_type": "text/html; charset=utf-8", **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in names.items()]
        self.send("\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode())

    def pause(self, seconds: float) -> None:
        """Wait as a slow server does, but not longer than the web stands."""
        self.web.closing.wait(seconds)

    def reset(self) -> None:
        """Break the connection off."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self._connection.close()


Serve = Callable[[Talk], None]


class Web:
    """Hosts that serve, until the `with` block ends."""

    def __init__(self, hosts: Sequence[tuple[str, Serve]], tls: Mapping[str, ssl.SSLContext]) -> None:
        """`tls`: the hosts that speak it."""
        self._tls = tls
        self.port = _free_port()
        self.log: list[Asked] = []
        self.closing = threading.Event()
        self._listeners = [(_listener(host, self.port), host, serve) for host, serve in hosts]

    def __enter__(self) -> Web:
        for listener, host, serve in self._listeners:
            threading.Thread(target=self._accept, args=(listener, host, serve), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        for listener, _, _ in self._listeners:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def asked_of(self, host: str) -> list[Asked]:
        """What one host was asked, in order."""
        return [asked for asked in self.log if asked.host == host]

    def _secured(self, connection: socket.socket, host: str) -> socket.socket:
        context = self._tls.get(host)
        return connection if context is None else context.wrap_socket(connection, server_side=True)

    def _accept(self, listener: socket.socket, host: str, serve: Serve) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection, host, serve), daemon=True).start()

    def _talk(self, connection: socket.socket, host: str, serve: Serve) -> None:
        connection.settimeout(SEND_SECONDS)
        with suppress(OSError), self._secured(connection, host) as connection:
            head = _read_head(connection)
            if head:
                asked = _asked(host, head)
                self.log.append(asked)
                serve(Talk(connection, asked, self))


def self_signed(host: str, folder: Path) -> ssl.SSLContext:
    """A certificate that nobody has vouched for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{host}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def _asked(host: str, head: bytes) -> Asked:
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest) if value}
    return Asked(host, first.split(" ")[1] if " " in first else "", time.monotonic(), headers)


def _read_head(connection: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < MAX_HEAD_BYTES:
        piece = connection.recv(4096)
        if not piece:
            return b""
        head += piece
    return head.partition(b"\r\n\r\n")[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listener(host: str, port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(64)
    return listener
