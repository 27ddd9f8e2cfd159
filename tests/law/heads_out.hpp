#pragma once
// A meeting that whoever an order of recusal names chairs and decides for the head.
#include "tests/law/course.hpp"

namespace gavel::law {

/// The register of recusals: by the order of 2026-03-05 the mayor keeps out, and `deputy` acts.
inline JsonObject ordered_out(const char* deputy, const char* step = "order") {
  return {{"account", "mayor"}, {"name", "王市长"},
          {"step", step},       {"deputy", deputy},
          {"is_head", true},    {"roles", JsonArray{"organ_head"}},
          {"by", "dang"},       {"at", "2026-03-05T09:00:00+08:00"}};
}

/// What the register has of the chair: qian, who is a member and no head.
inline JsonObject deputy_in_the_chair() {
  JsonObject chair = seats({"zhao", "qian", "sun", "zhou", "wu"});
  chair.at("found") = JsonObject{{"account", "qian"},
                                 {"name", "qian"},
                                 {"unit", "government"},
                                 {"roles", JsonArray{"member"}}};
  return chair;
}

/// Decided on 2026-04-21 by qian, as `deputy` or, where the mayor had lent the chair as well, on
/// the mayor's behalf.
inline Course& decided_for_head(Course& course, const Actor& deputy = member("qian")) {
  JsonObject known = facts();
  known["recused"] = JsonArray{ordered_out("qian")};
  known.at("registers").as_object()["chair"] = deputy_in_the_chair();
  course.packed().given.facts(known);
  course.send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "chair":"qian","members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun", "zhou"}).send("meeting.open");
  course.by(recorder()).stance("sun", "agree").stance("zhou", "agree").by(deputy);
  course.send("meeting.head_statement", R"({"text":"同意"})").by(recorder()).add({"MTG-04"});
  course.by(deputy).send("meeting.decide", R"({"outcome":"approve"})");
  return course;
}

/// Qian, who was lent the mayor's role too.
inline Actor lent_and_ordered() {
  Actor out = actor("qian", {"organ_head"}, "government");
  out.on_behalf_of = "mayor";
  return out;
}

}  // namespace gavel::law
