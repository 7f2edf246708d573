from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "gonghui.shell"
    label = "shell"
