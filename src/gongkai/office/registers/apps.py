"""台账: how a ledger of any room is listed, entered, corrected and imported."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "gongkai.office.registers"
    label = "registers"
    verbose_name = "台账"
