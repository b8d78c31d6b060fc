"""Pages of the organisation: /office/<code>/organisation/…"""

from django.urls import path

from gongkai.office.bodies.views import duties, members, organisation

app_name = "bodies"

urlpatterns = [
    path("", organisation.show, name="organisation"),
    path("edit/", organisation.edit, name="edit_body"),
    path("bodies/new/", organisation.new_body, name="new_body"),
    path("seats/new/", duties.add, {"kind": "seat"}, name="seat_add"),
    path("seats/<uuid:key>/", duties.correct, {"kind": "seat"}, name="seat"),
    path("seats/<uuid:key>/leave/", duties.leave, {"kind": "seat"}, name="seat_leave"),
    path("posts/new/", duties.add, {"kind": "post"}, name="post_add"),
    path("posts/<uuid:key>/", duties.correct, {"kind": "post"}, name="post"),
    path("posts/<uuid:key>/leave/", duties.leave, {"kind": "post"}, name="post_leave"),
    path("points/new/", duties.add, {"kind": "point"}, name="point_add"),
    path("points/<uuid:key>/", duties.correct, {"kind": "point"}, name="point"),
    path("points/<uuid:key>/close/", duties.leave, {"kind": "point"}, name="point_close"),
    path("members/add/", members.add, name="member_add"),
    path("members/new/", members.admit, name="staff_new"),
    path("members/<int:pk>/end/", members.end, name="member_end"),
    path("members/<int:pk>/deputy/", members.delegate, name="member_delegate"),
    path("members/<int:pk>/password/", members.renew, name="member_password"),
]
