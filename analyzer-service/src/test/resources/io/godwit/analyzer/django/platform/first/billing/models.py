from django.db import models
from django.contrib.auth import get_user_model
import inventory.models as inv
from people import models as people_models
User = get_user_model()
class InvoiceNumber(models.CharField):
    def __init__(self, *a, **kw):
        kw.update(max_length=16, unique=True)
        super().__init__(*a, **kw)
class BillingModel(models.Model):
    class Meta:
        abstract = True
        app_label = "billing"
class Invoice(BillingModel):
    number = InvoiceNumber()
    customer = models.ForeignKey(User, models.PROTECT)
    item = models.ForeignKey(inv.Item, models.PROTECT, null=True)
    staff = models.OneToOneField(people_models.Staff, models.PROTECT)
    status = models.CharField(max_length=2, choices=[("a", "A")], default="a")
    class Status:
        OPEN = "o"
    state = models.CharField(max_length=2, default=Status.OPEN, db_index=True)
    class Meta(BillingModel.Meta):
        default_related_name = "invoices"
class AVeryLongModelNameThatGoesOnAndOnForeverAndEverUntilItIsTooLong(BillingModel):
    a_very_long_column_name_that_goes_on_and_on_for_ever_and_ever_yes = models.ForeignKey(Invoice, models.CASCADE)
    another_long_column_name_that_is_unique_together_with_the_first_x = models.CharField(max_length=5, db_index=True, unique=False)
    class Meta:
        unique_together = [["a_very_long_column_name_that_goes_on_and_on_for_ever_and_ever_yes", "another_long_column_name_that_is_unique_together_with_the_first_x"]]
        indexes = [models.Index(fields=["another_long_column_name_that_is_unique_together_with_the_first_x"])]
