"""What keeps the crawl safe and polite, whatever the web does. All of it is switched on by settings:

    TWISTED_DNS_RESOLVER = "crawler.guards.resolver.GuardedResolver"
    DOWNLOAD_HANDLERS = {
        "http": "crawler.guards.handler.GuardedHandler",
        "https": "crawler.guards.handler.GuardedHandler",
        "file": None, "ftp": None, "s3": None, "data": None,
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
    ROBOTSTXT_OBEY = False                # Scrapy's own; ours always obeys
    ROBOTSTXT_USER_AGENT = "Copydesk"     # the product token, which USER_AGENT begins with
    CRAWL_DELAY_MAX = 60.0                # seconds; a longer Crawl-delay is kept as this, and said
    RETRY_AFTER_MAX = 120.0               # seconds; a longer Retry-After leaves the host alone for this run
    REDIRECT_MAX_TIMES = 5
    METAREFRESH_ENABLED = False           # a redirect that only browsers are meant to follow
    DOWNLOAD_MAXSIZE = 16 * 1024 * 1024   # bytes, before and after unpacking
    DOWNLOAD_WARNSIZE = 0
    DOWNLOAD_TIMEOUT = 30                 # seconds, from the request to the last byte
    DOWNLOAD_FAIL_ON_DATALOSS = True      # a body shorter than its length is not a page
    DOWNLOAD_VERIFY_CERTIFICATES = True   # `insecure = true` in a seed file is the exception
    DOWNLOAD_DELAY_JITTER = 0             # the agreed delay is the least, not the mean
    CONCURRENT_REQUESTS = 0               # waiting for one slow host must not use up the places of the others
    CONCURRENT_REQUESTS_PER_DOMAIN = 1
    COOKIES_ENABLED = False               # none sent, none kept: nothing to bound
    HTTPPROXY_ENABLED = False             # what a proxy connects to can't be seen from here
    PROXY_IS_TRUSTED = False              # True: it refuses private addresses itself; name it in ALLOW_HOSTS if private
    DNS_TIMEOUT = 10
    REACTOR_THREADPOOL_MAXSIZE = 32       # names of dead hosts are looked up in threads, and must not fill them
    ALLOW_HOSTS = ""                      # "host:port, host:port" that may be private
    BUDGET_REQUESTS, BUDGET_SECONDS, BUDGET_LISTINGS, BUDGET_BYTES, BUDGET_PATTERN   # see `crawler.types.Budget`

What a page says of its use is read in `crawler.guards.reservations`; RESPECT_NOARCHIVE and RESPECT_TDM say what is heeded.

What the spider owes them stands in `crawler.guards.refusing`. Refusals are `crawler.refusals.Refused`; all are counted
in the stats under `guards/`.
"""
