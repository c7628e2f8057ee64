from django.apps import AppConfig
class CoreConfig(AppConfig):
    name = "core"
    label = "platform_core"
    default_auto_field = "django.db.models.AutoField"
