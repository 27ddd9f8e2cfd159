#pragma once
// A hearing in steps that the tests of articles 16 and 17 stop at.
#include "tests/law/course.hpp"

namespace gavel::law {

/// A hearing on 20 April is announced on 2 April: two seats for the shopkeepers, one for the
/// neighbours. Three participants are enough here; a national default would be fifteen.
inline constexpr const char* announcement =
    R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"法制办",
    "presenter":"教育局","selection":"公开报名、随机抽取","quotas":[
    {"group":"商户","seats":2,"stakeholders":true},
    {"group":"居民","seats":1,"stakeholders":false}]})";

inline std::string participant(const char* name, const char* group, bool official = false) {
  return std::string(R"({"name":")") + name + R"(","group":")" + group + R"(","official":)" +
         (official ? "true}" : "false}");
}
inline std::string paper_to(const char* name) {
  return std::string(R"({"participant":")") + name + R"(","receipt":"回证1"})";
}
inline std::string said(const char* speaker, const char* part) {
  return std::string(R"({"speaker":")") + speaker + R"(","part":")" + part + R"(","text":"意见"})";
}
inline std::string signed_by(const char* name) {
  return std::string(R"({"participant":")") + name + R"(","signed":true})";
}
inline std::string postponed_to(const char* day) {
  return std::string(R"({"reason":"台风","date":")") + day + "\"}";
}
inline std::string replaced(const char* name, const char* by, bool official = false) {
  return std::string(R"({"reason":"本人退出","participant":")") + name + R"(","name":")" + by +
         R"(","official":)" + (official ? "true}" : "false}");
}
inline constexpr const char* all_three = R"({"attending":["张","王","李"]})";

inline Course closed(const char* policy = R"({"hearing_min_participants":3})") {
  Course course;
  course.policy = object(policy);
  // Of the meeting, not of the hearing.
  course.notice_closed().by(drafter()).knows("chair", {{"found", nullptr}});
  return course;
}
inline Course announced() {
  Course course = closed();
  course.send("hearing.announce", announcement);
  return course;
}
/// The list of the hearing that was announced in the course is published.
inline Course with_list(Course course) {
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
    course.send("hearing.participant", who);
  }
  course.add({"PUB-07"}).send("hearing.list");
  return course;
}
inline Course listed() { return with_list(announced()); }
/// Where two participants are enough.
inline Course listed_for_two() {
  Course course = closed(R"({"hearing_min_participants":2})");
  course.send("hearing.announce", announcement);
  return with_list(std::move(course));
}
/// Announced on Thursday, 2 April with 15 days to go: from the 17th on.
inline Course opened() {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
  return course;
}
inline Course spoken() {
  Course course = opened();
  course.send("hearing.speak", said("教育局", "present"));
  course.send("hearing.speak", said("张", "state"));
  return course;
}

}  // namespace gavel::law
