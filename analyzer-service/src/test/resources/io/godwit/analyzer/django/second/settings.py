INSTALLED_APPS = ['django.contrib.contenttypes','django.contrib.auth','django.contrib.postgres','people','shop']
DATABASES={'default':{'ENGINE':'django.db.backends.postgresql','NAME':'x'}}
AUTH_USER_MODEL='people.Account'
DEFAULT_AUTO_FIELD='django.db.models.BigAutoField'
USE_TZ=True
SECRET_KEY='x'
MAX_TITLE=77
