"""Sign-in: django-allauth with a second factor (owner: site_core/accounts)."""

from environ import Env

env = Env()

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "first_name", "last_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    # The 20,000 passwords that were stolen most often, kept offline.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_details"
WAGTAILADMIN_LOGIN_URL = "account_login_password"
# How long a link in a password reset works, in seconds.
PASSWORD_RESET_TIMEOUT = 60 * 60
# How long a mailed invitation for staff works, in days.
INVITATION_DAYS: int = env.int("INVITATION_DAYS", default=7)

# Whether staff need a second factor before the admin opens to them. None: yes, unless it is the demo.
STAFF_SECOND_FACTOR_REQUIRED: bool | None = (
    env.bool("STAFF_SECOND_FACTOR_REQUIRED") if "STAFF_SECOND_FACTOR_REQUIRED" in env.ENVIRON else None
)

# --- django-allauth: supporters by an e-mailed code, staff by password and second factor ----------
ACCOUNT_ADAPTER = "site_core.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Staff's session ends with the browser; a supporter's after two weeks.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "site_core.accounts.forms.PasswordLoginForm",
    "signup": "site_core.accounts.forms.SignupForm",
    "request_login_code": "site_core.accounts.forms.RequestCodeForm",
    "confirm_login_code": "site_core.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "site_core.accounts.forms.ConfirmSignupCodeForm",
    "reset_password": "site_core.accounts.forms.RequestResetForm",
    "reset_password_from_key": "site_core.accounts.forms.ResetPasswordForm",
    "change_password": "site_core.accounts.forms.ChangePasswordForm",
    "reauthenticate": "site_core.accounts.forms.ReauthenticateForm",
}
# Per minute or hour, and per network address, signed-in user or key (the e-mail address). These counters
# live in the cache; `accounts.throttle` counts again in the database, which no two processes can outrun.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "10/m/ip",
    "request_login_code": "10/m/ip,3/m/key",
    "confirm_email": "1/10s/key",
    "reset_password": "10/m/ip,3/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "site_core.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "site_core.accounts.forms.SecondFactorForm",
    "reauthenticate": "site_core.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "site_core.accounts.forms.ActivateAppForm",
    "edit_webauthn": "site_core.accounts.forms.RenamePasskeyForm",
    "add_webauthn": "site_core.accounts.forms.AddPasskeyForm",
}

# --- Wagtail's users section -------------------------------------------------------------------
# Nobody types another person's password, and nobody changes an address behind allauth's back.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
