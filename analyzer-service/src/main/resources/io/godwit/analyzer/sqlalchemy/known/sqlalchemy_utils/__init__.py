from .models import Timestamp
