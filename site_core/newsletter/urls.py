"""The newsletter's addresses, under /newsletter/."""

from django.urls import path

from . import views

app_name = "newsletter"
urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("check-your-mail/", views.check_mail, name="check_mail"),
    path("confirm/<str:token>/", views.ConfirmView.as_view(), name="confirm"),
    path("welcome/", views.welcome, name="welcome"),
    path("unsubscribe/<str:key>/", views.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:key>/why/", views.why, name="why"),
]
