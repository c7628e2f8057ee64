import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY", "x")
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.postgres",
    "core.apps.CoreConfig", "inventory", "people.apps.PeopleConfig", "billing",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}}
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
CODE_LENGTH = int(os.getenv("CODE_LENGTH", "12"))
DEFAULT_MAX_DIGITS = 12
DEFAULT_DECIMAL_PLACES = 3
DEFAULT_CURRENCY = os.environ.get("DEFAULT_CURRENCY", "USD")
