"""Settings: one file. SQLite in the data folder unless DATABASE_URL is set.

Environment: GONGHUI_DATA (the data folder), GONGHUI_KEYS (the key file), DATABASE_URL (postgres://…),
GONGHUI_HOSTS (names the office's server answers to), GONGHUI_DEBUG=1.
"""
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from gonghui.core import keys

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("GONGHUI_DATA") or BASE_DIR / "data" / "demo")
KEYS_FILE = Path(os.environ.get("GONGHUI_KEYS") or DATA_DIR / "keys" / "gonghui.keys")
FILES_DIR = DATA_DIR / "files"
KEYS = keys.load(KEYS_FILE)
SEALING = os.environ.get("GONGHUI_SEALING", "AES-256-GCM")  # or SM4-GCM, for new values; old ones keep theirs

SECRET_KEY = KEYS["django"]
DEBUG = os.environ.get("GONGHUI_DEBUG") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, os.environ.get("GONGHUI_HOSTS", "").split(","))]

TREE_MODEL = "orgs.Org"
POST_MODEL = "posts.Post"
AUTH_USER_MODEL = "core.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "gonghui.core",
    "gonghui.registry.orgs",
    "gonghui.registry.people",
    "gonghui.registry.posts",
    "gonghui.registry.activities",
    "gonghui.registry.notices",
    "gonghui.assistance.hardship",
    "gonghui.assistance.fund",
    "gonghui.assistance.programmes",
    "gonghui.assistance.disasters",
    "gonghui.assistance.requests",
    "gonghui.assistance.employment",
    "gonghui.annual.summary",
    "gonghui.shell",
    "allauth",
    "allauth.account",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gonghui.core.middleware.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gonghui.core.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gonghui.core.middleware.ActingPost",
    "gonghui.core.middleware.OwnPassword",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

# The forms' own templates are the program's too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "gonghui.urls"
WSGI_APPLICATION = "gonghui.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "gonghui.shell.context.frame",
    ]},
}]


def database(url):
    """Django's settings for a database address, or for the embedded SQLite file when there is none."""
    if not url:
        return {
            "ENGINE": "gonghui.core.sqlite",
            "NAME": DATA_DIR / "gonghui.sqlite3",
            "CONN_MAX_AGE": 600,
            # Measured: IMMEDIATE and WAL let 50 clients write without one "database is locked".
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    at = urlsplit(url)
    options = dict(parse_qsl(at.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": at.path.lstrip("/"),
        "USER": unquote(at.username or ""),
        "PASSWORD": unquote(at.password or ""),
        "HOST": options.pop("host", at.hostname or ""),
        "PORT": str(at.port or options.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "OPTIONS": options,
    }


# What is remembered for a minute, on disk where several processes answer: what one forgets the others forget.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if os.environ.get("DATABASE_URL"):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                         "LOCATION": DATA_DIR / "cache"}
DATABASES = {"default": database(os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "gonghui.core.accounts.Closed"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {"login": "gonghui.shell.forms.SignIn", "change_password": "gonghui.shell.forms.OwnPassword"}
ACCOUNT_RATE_LIMITS = False  # axes counts the failures, in the database, for all servers alike
AXES_ENABLE_ADMIN = False
AXES_USERNAME_CALLABLE = "gonghui.core.accounts.name_tried"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"

SESSION_COOKIE_AGE = 10 * 3600  # one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
UPLOAD_LIMIT = 60 * 2**20  # bytes of one attachment or sheet

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "gonghui" / "locale", BASE_DIR / "gonghui" / "locale" / "declared"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
WHITENOISE_USE_FINDERS = True
FONTS_DIR = BASE_DIR / "node_modules" / "@expo-google-fonts"

# W006: accounts are locked by name alone, whatever address the attempts come from: an office sits behind one.
SILENCED_SYSTEM_CHECKS = ["axes.W003", "axes.W006", "staticfiles.W004"]
