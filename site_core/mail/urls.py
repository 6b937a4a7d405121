"""The demo's mailbox, included only where `settings.DEMO` is true."""

from django.urls import path

from site_core.mail import views

app_name = "mailbox"

urlpatterns = [
    path("", views.messages, name="list"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/html/", views.message_html, name="html"),
    path("<int:pk>/files/<int:number>/", views.attachment, name="file"),
]
