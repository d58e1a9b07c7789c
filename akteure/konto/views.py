"""Pages of the accounts."""

from typing import Any

from axes.utils import reset
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from akteure.models import Benutzer

from . import post, sperre
from .formulare import AnmeldeForm, NeuesPasswortForm, PasswortAendernForm, VergessenForm
from .links import EINLADUNG, NEUES_PASSWORT


class Anmelden(auth.LoginView):
    template_name = "konto/anmelden.html"
    authentication_form = AnmeldeForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """The Koordination wants to its desk, everybody else to the Angebote."""
        return resolve_url("admin:index" if self.request.user.is_staff else settings.LOGIN_REDIRECT_URL)


class Abmelden(auth.LogoutView):
    next_page = reverse_lazy("konto:anmelden")


class Vergessen(FormView):
    """Ask for a link by mail. The answer is the same, and as quick, whether there is such an account or not."""

    template_name = "konto/vergessen.html"
    form_class = VergessenForm

    def form_valid(self, form: VergessenForm) -> HttpResponse:
        if not sperre.darf_vergessen(self.request):
            return sperre.gesperrt(self.request)
        wurzel = self.request.build_absolute_uri("/")
        post.nebenher(post.schicke_neues_passwort, form.cleaned_data["email"], wurzel)
        return redirect("konto:unterwegs")


@require_safe
def unterwegs(request: HttpRequest) -> HttpResponse:
    return render(request, "konto/unterwegs.html", {"stunden": settings.PASSWORTLINK_STUNDEN})


@method_decorator(sensitive_post_parameters(), name="dispatch")
class NeuesPasswort(auth.PasswordResetConfirmView):
    """The page behind a link: the token goes from the address into the session at once, the form posts."""

    template_name = "konto/passwort_setzen.html"
    form_class = NeuesPasswortForm
    token_generator = NEUES_PASSWORT
    reset_url_token = "setzen"  # noqa: S105  (what stands in the address instead of a token)
    success_url = reverse_lazy("konto:gesetzt")

    def get_user(self, uidb64: str) -> Benutzer | None:
        konto = super().get_user(uidb64)
        return konto if konto and konto.is_active else None

    def form_valid(self, form: NeuesPasswortForm) -> HttpResponse:
        response = super().form_valid(form)
        reset(username=self.user.get_username())
        return response

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, **kwargs | ({} if self.validlink else {"status": 410}))


class Einladung(NeuesPasswort):
    """The page behind an invitation."""

    token_generator = EINLADUNG
    extra_context = {"einladung": True}


@require_safe
def gesetzt(request: HttpRequest) -> HttpResponse:
    return render(request, "konto/gesetzt.html")


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return render(request, "konto/start.html")


class PasswortAendern(LoginRequiredMixin, auth.PasswordChangeView):
    template_name = "konto/passwort_aendern.html"
    form_class = PasswortAendernForm
    success_url = reverse_lazy("konto:start")

    def form_valid(self, form: PasswortAendernForm) -> HttpResponse:
        messages.success(self.request, "Ihr Passwort ist geändert. An anderen Geräten sind Sie abgemeldet.")
        return super().form_valid(form)
