from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "gonghui.registry.posts"
    label = "posts"
