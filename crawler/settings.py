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

ROBOTSTXT_OBEY = False  # Scrapy's own reads rules out of error pages; ours (crawler.guards.robots) always obeys
CRAWL_DELAY_MAX = 60.0  # seconds; a longer Crawl-delay is kept as this, and said
RETRY_AFTER_MAX = 120.0  # seconds; a longer Retry-After leaves the host alone for this run
DOWNLOAD_DELAY = 2.0  # seconds between two requests to a host; a seed's delay and a longer Crawl-delay win
DOWNLOAD_DELAY_JITTER = 0.0  # the agreed delay is the least, not the mean
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one connection a host
CONCURRENT_REQUESTS = 256  # each outlet has one under way; so many slow hosts must not use up the places of the others
COOKIES_ENABLED = False  # every page is read as a first visit would; none sent, none kept, nothing to bound
REFERRER_POLICY = "no-referrer"  # says nothing a site needs
RESPECT_NOARCHIVE = True  # X-Robots-Tag and meta robots "noarchive": the text is filed, no copy of the page is kept
RESPECT_TDM = True  # "noai" and TDM reservation: not filed at all

# --- What one response may do and cost ---

TWISTED_DNS_RESOLVER = "crawler.guards.resolver.GuardedResolver"  # judges the address that is connected to
DOWNLOAD_HANDLERS = {
    "http": "crawler.guards.handler.GuardedHandler",
    "https": "crawler.guards.handler.GuardedHandler",
    "data": None,  # http and https only
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.guards.gate.GateMiddleware": 20,
    "crawler.guards.pace.PaceMiddleware": 60,
    "crawler.guards.robots.RobotsMiddleware": 100,
    "crawler.guards.budgets.BudgetMiddleware": 300,
    "crawler.guards.retries.PatientRetryMiddleware": 550,
    "crawler.guards.unpacking.UnpackingMiddleware": 590,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # each answer brings the next request: no depth in that
}
HTTPPROXY_ENABLED = False  # what a proxy connects to can't be seen from here
PROXY_IS_TRUSTED = False  # True: it refuses private addresses itself; name it in ALLOW_HOSTS if it is private
DOWNLOAD_VERIFY_CERTIFICATES = True  # off by default; `insecure = true` in a seed file is the exception
DOWNLOAD_TIMEOUT = 30  # seconds to the last byte; 180 would hold an outlet up for nine minutes over three tries
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes, before and after unpacking; the cleaner reads no more. 1 GiB by default
DOWNLOAD_WARNSIZE = 0  # too large is counted, not warned of
DOWNLOAD_FAIL_ON_DATALOSS = True  # a body cut short is an error, never a shorter story
DNS_TIMEOUT = 10
REACTOR_THREADPOOL_MAXSIZE = 32  # names of dead hosts are looked up in threads, and must not fill them
RETRY_TIMES = 2  # within a run; later runs try again for two days
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # one page that fails is counted; an error would be a mail from cron, every night
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # news pages reload themselves with it; no story was seen behind one

# --- What a visit may cost; seeds may say otherwise under [budget] ---

BUDGET_REQUESTS = 5000  # one visit to an outlet; seeds may say otherwise under [budget]
BUDGET_SECONDS = 3600
BUDGET_LISTINGS = 200  # pages of feeds, sitemaps and sections
BUDGET_DEPTH = 5  # steps from a source: an index of sitemaps, its sitemaps, a few pages back in a section
BUDGET_BYTES = 1024 * 1024 * 1024
BUDGET_PATTERN = 100  # listings whose addresses differ only in numbers or values: ends calendars and facets

MAX_PARTS = 30  # pages of one story, the first with them; reviews have up to 20, slide shows hundreds: 30 take a minute

# --- What cleaning a page may cost ---

CLEAN_JOBS = min(4, os.cpu_count() or 1)  # processes that clean; one does about 50 pages a second
CLEAN_WITH = "crawler.page_job:clean_page"  # module:function that turns a task into a result
CLEAN_SECONDS = 20.0  # a page; the slowest real one seen took 1.5
CLEAN_MEMORY = 400 * 1024 * 1024  # bytes a page may take beyond an idle process; 3 MB of markup take about 100 MB

CONCURRENT_ITEMS = 4  # Scrapy makes this many tasks for every response; a response gives one page and one request
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 * 1024 * 1024  # bytes being cleaned before fetching pauses; 5 MB is one big page

# --- Archive ---

ARCHIVE_DAYS = (
    0  # days a page is kept; 0: for ever. Without its page a text stays, and can't be cleaned again or explained
)
ARCHIVE_MAX_BYTES = 0  # bytes of all pages; the oldest files go first, and the run says how many stories; 0: no bound

# --- When an outlet's pages are said to come out otherwise than they used to (exit code 4) ---

DRIFT_PAGES = 20  # latest pages that are looked at, those of earlier runs with them; of fewer, chance decides
DRIFT_HISTORY = 200  # pages before them that say what is usual; at least a quarter of it has to be there
DRIFT_SHARE = 0.4  # change of a share of pages (no article, no title, no date): 8 of 20; a day of galleries makes 0.2
DRIFT_WORDS = 2.5  # factor between medians of words; weekend magazines make 1.5, a lost or leaking template 3 and more
DRIFT_DROPPED = 0.25  # change of the median share of text dropped; by the day it moves by a few hundredths
DRIFT_CONFIDENCE = 0.2  # fall of the median confidence, which is from 0 to 1
DRIFT_CHANCE = (
    1e-6  # that pages without drift differ so: 100 outlets visited hourly are looked at 5 million times a year
)

# --- What is switched off ---

REMOTE_CONTROL_ENABLED = False  # runs code that it is sent; on by default
TELNETCONSOLE_ENABLED = False  # likewise
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the state knows what was fetched, across runs
HTTPERROR_ALLOW_ALL = True  # the spider judges every status
EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,  # stories are files, written by one thread
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.logstats.LogStats": None,  # `harvest` says how far it is
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
