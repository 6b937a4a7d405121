"""The address of the counter."""

from django.urls import path

from . import views

urlpatterns = [path("reads/", views.count, name="count_read")]
