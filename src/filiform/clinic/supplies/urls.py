"""Addresses of the supplies: lots, recalls, sharps containers."""

from django.urls import path

from filiform.clinic.supplies.views import containers, lots, recalls

app_name = "supplies"

SUPPLIES = "clinics/<slug:clinic>/supplies/"
LOT = f"{SUPPLIES}lots/<uuid:lot>/"

urlpatterns = [
    path(SUPPLIES, lots.supplies, name="supplies"),
    path(f"{SUPPLIES}lots/add/", lots.add, name="add_lot"),
    path(LOT, lots.lot, name="lot"),
    path(f"{LOT}correct/", lots.correct, name="correct_lot"),
    path(f"{SUPPLIES}movements/<uuid:movement>/take-back/", lots.take_back, name="take_back"),
    path(f"{SUPPLIES}containers/add/", containers.add, name="add_container"),
    path(f"{SUPPLIES}containers/<uuid:container>/", containers.container, name="container"),
    path(f"{SUPPLIES}recalls/", recalls.recalls, name="recalls"),
    path(f"{SUPPLIES}recalls/<uuid:recall>/withdraw/", recalls.withdraw, name="withdraw_recall"),
]
