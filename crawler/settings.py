"""Every setting of the crawler, with the reason for its value.

Each can be set for one command (`-s NAME=value`) or in the environment with COPYDESK_ in front (`COPYDESK_OUT_DIR`).
Relative paths given there count from the working directory; the defaults count from the folder of scrapy.cfg.
"""

import os
from pathlib import Path

from scrapy.utils.conf import closest_scrapy_cfg

from cleaners.version import CLEANER_VERSION

_ROOT = Path(closest_scrapy_cfg() or ".").resolve().parent

BOT_NAME = "copydesk"
SPIDER_LOADER_CLASS = "crawler.loader.OutletLoader"  # every outlet is a spider name
COMMANDS_MODULE = "crawler.commands"

# --- Where things are ---

SEEDS_DIR = str(_ROOT / "seeds")  # one TOML file an outlet
OUT_DIR = str(_ROOT / "out")  # texts and records
VAR_DIR = str(_ROOT / "var")  # state, archive, reports, lock: one run at a time

# --- Who we are, and to whom we talk ---

CONTACT = "https://copydesk.invalid/contact"  # set it: an address or page where a site's staff can reach you
USER_AGENT = f"Copydesk/{CLEANER_VERSION} (+{{contact}})"  # honest; {contact} is replaced by CONTACT
ROBOTSTXT_USER_AGENT = "Copydesk"  # the name robots.txt files can use
ALLOW_HOSTS = ""  # host:port, comma-separated, that the address guard lets through although they are private

# --- Manners ---

ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 2.0  # seconds between two requests to a host; a seed's delay and a longer Crawl-delay win
DOWNLOAD_DELAY_JITTER = 0.0  # a delay agreed is a delay kept: jitter would halve some of them
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one connection a host
CONCURRENT_REQUESTS = 0  # no bound on all hosts together: each outlet has one request at most, a slow one blocks none
AUTOTHROTTLE_ENABLED = False  # it would shorten delays, too
COOKIES_ENABLED = False  # every page is read as a first visit would
REFERER_ENABLED = False  # says nothing a site needs, and costs a line on each request
HTTPPROXY_ENABLED = False  # a proxy would connect for us, past the address guard

# --- What one response, one visit and one page may cost ---

DOWNLOAD_TIMEOUT = 30  # seconds; 180 would hold an outlet up for nine minutes over three tries
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes, also after decompression; the cleaner reads no more. 1 GiB by default
DOWNLOAD_WARNSIZE = 0  # oversize is counted, not warned of
DOWNLOAD_FAIL_ON_DATALOSS = True  # a body cut short is an error, never a shorter story
RETRY_TIMES = 1  # at once; later runs try again for two days
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # news pages reload themselves with it; no story was seen behind one
URLLENGTH_LIMIT = 2083

BUDGET_REQUESTS = 5000  # one visit to an outlet; seeds may say otherwise under [budget]
BUDGET_SECONDS = 3600
BUDGET_LISTINGS = 200  # pages of feeds, sitemaps and sections
BUDGET_DEPTH = 5  # steps from a source: an index of sitemaps, its sitemaps, a few pages back in a section
BUDGET_BYTES = 1024 * 1024 * 1024
BUDGET_PATTERN = 2000  # addresses that differ only in numbers or values: ends calendars and facets

CLEAN_JOBS = min(4, os.cpu_count() or 1)  # processes that clean; one does about 50 pages a second
CLEAN_SECONDS = 20.0  # a page; the slowest real one seen took 1.5
CLEAN_MEMORY = 400 * 1024 * 1024  # bytes a page may take beyond an idle process; 3 MB of markup take about 100 MB

CONCURRENT_ITEMS = 4  # Scrapy makes this many tasks for every response; a response gives one page and one request
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 * 1024 * 1024  # bytes being cleaned before fetching pauses; 5 MB is one big page

# --- Archive ---

ARCHIVE_DAYS = 0  # days a page is kept; 0: for ever
ARCHIVE_MAX_BYTES = 0  # bytes of all pages; the oldest go first; 0: no bound
RESPECT_NOARCHIVE = True  # X-Robots-Tag and meta robots "noarchive": file the text, keep no copy of the page
RESPECT_TDM = False  # "noai" and TDM reservation: do not file at all

# --- What is switched off ---

REMOTE_CONTROL_ENABLED = False  # runs code that it is sent; on by default
TELNETCONSOLE_ENABLED = False  # likewise
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}  # http and https only
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the state knows what was fetched, across runs
HTTPERROR_ALLOW_ALL = True  # the spider judges every status
EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,  # stories are files, written by one thread
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.logstats.LogStats": None,  # `harvest` says how far it is
}
DOWNLOADER_MIDDLEWARES = {
    # It refuses without telling the spider, which would wait; and it lets requests through that are not filtered.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
}

ITEM_PIPELINES = {
    "crawler.pipelines.clean.Clean": 300,
    "crawler.pipelines.near_duplicates.NearDuplicates": 500,
    "crawler.pipelines.file.File": 900,
}

# --- What is said ---

LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.logs.QuietFormatter"  # errors without the page they were about
LOG_VERSIONS: list[str] = []
STATS_DUMP = False  # the report of the run says it in order

_PREFIX = "COPYDESK_"
globals().update({_name.removeprefix(_PREFIX): os.environ[_name] for _name in os.environ if _name.startswith(_PREFIX)})
