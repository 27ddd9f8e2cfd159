#pragma once
// A decision that is carried out, and what may befall it then: for the tests of chapter 4.
#include <algorithm>
#include <string>
#include <string_view>

#include "tests/law/course.hpp"

namespace gavel::law {

inline constexpr const char* problem =
    R"({"kind":"problem","found_on":"2026-04-21","text":"征地受阻"})";
inline constexpr const char* end =
    R"({"decision":"政发〔2026〕31号","body":"plenary","held_on":"2026-04-21","minutes":9,"reason":"不再需要"})";
inline constexpr const char* by_another_decision =
    R"({"decision":"政发〔2026〕30号","successor":"m2","reason":"不再需要"})";
inline constexpr const char* urgent = R"({"reason":"塌方","urgent":true})";

inline Course& with_problem(Course& course) {
  course.executed().by(executor()).add({"EXE-03"});
  return course.send("execution.problem", problem);
}
inline Course& suspended(Course& course) {
  with_problem(course).by(head()).add({"EXE-05"});
  return course.send("execution.suspend", urgent).in({"suspended"});
}
inline constexpr const char* minuted = R"({"body":"plenary","held_on":"2026-04-21","minutes":9})";
/// What the register of minutes says of a number that another meeting of that body has.
inline JsonObject numbered_for(const char* other_day) {
  JsonObject out = unnumbered();
  out["found"] = JsonObject{{"on", other_day}, {"number", 9}};
  return out;
}
inline Course& confirmed(Course& course) {
  return suspended(course).by(office()).add({"EXE-07"}).send("suspension.confirm", minuted);
}
inline constexpr const char* resume = R"({"reason":"排险完成"})";
/// By the head, on a paper of its own.
inline Course& resumed(Course& course) {
  return course.by(head()).add({"EXE-05"}).send("execution.resume", resume);
}
/// Suspended by a meeting, not in urgency.
inline constexpr const char* by_a_meeting =
    R"({"reason":"塌方","body":"plenary","held_on":"2026-04-21","minutes":9})";
inline bool t14_is_overdue(Course& course) {
  const auto& overdue = course.given.snapshot().session.data.at("overdue").as_array();
  return std::ranges::any_of(overdue,
                             [](const Json& each) { return each.at("clock") == Json("T14"); });
}
/// What is known of the matter m2, proposed since the decision of the course was signed, to adjust
/// it.
inline JsonObject successor(const char* state, const char* procedure = "major-decision",
                            const char* proposed_on = "2026-04-22",
                            const char* signed_on = "2026-07-15", const char* predecessor = "m1") {
  JsonObject shown{{"signing.number", "政发〔2026〕30号"},
                   {"signing.signed_on", signed_on},
                   {"proposal.proposed_on", proposed_on},
                   {"proposal.predecessor", predecessor}};
  return {{"found", JsonObject{{"id", "m2"},
                               {"title", "改线"},
                               {"procedure", procedure},
                               {"states", JsonArray{"after_decision", state}},
                               {"shows", std::move(shown)}}}};
}
inline std::string announced(const char* channel, Course& course, int days = 0) {
  const Day on = day_of(course.given.now()) + std::chrono::days{days};
  return std::string(R"({"reference":"第3期","channel":")") + channel + R"(","on":")" +
         to_string(on) + "\"}";
}
/// With the papers of the decision handed over, nothing but the execution can be late.
inline Course& handed_over(Course& course) {
  const Actor before = course.given.acting();
  return course.by(archivist()).send("archive.receive").by(before);
}
inline const JsonObject& data(Course& course, std::string_view name) {
  return course.given.snapshot().session.data.at(name).as_object();
}

}  // namespace gavel::law
