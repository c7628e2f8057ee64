from django.utils.crypto import get_random_string
CODE_PREFIX = "IT"
def make_code():
    return CODE_PREFIX + get_random_string(10)
