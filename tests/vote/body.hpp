#pragma once
// A body of six that votes on a project, as workflows/collective-vote.scxml has it: the steps that
// the tests begin with.
#include "tests/matter/given.hpp"

namespace gavel::matter {

inline Actor drafter() { return actor("sun", {"drafter"}, "finance"); }
inline Actor office() { return actor("qian", {"office"}, "office"); }
inline Actor recorder() { return actor("rec", {"recorder"}, "office"); }
inline Actor chair() { return actor("m1", {"organ_head", "member"}, "board"); }
inline Actor member(const std::string& account) { return actor(account, {"member"}, "board"); }

inline std::string unmet(Given& given, const std::string& event, JsonObject data = {}) {
  const Refusal refusal = given.refused(event, std::move(data));
  return refusal.rules.empty() ? reason(refusal) : refusal.rules[0].id;
}

/// Of an account that is called as it is.
inline JsonObject known(const std::string& account, const char* role) {
  return {{"found", JsonObject{{"account", account}, {"roles", JsonArray{role}}}}};
}
/// What the registers say of m1 to m30, of the chair m1 and the recorder, of a unit; and of the
/// minutes of the meeting of 5 March, where nobody has the number.
inline JsonObject numbers(const Json& found = nullptr, const Json& own = nullptr, int next = 3) {
  JsonObject said{{"of", JsonObject{{"organ", "board"}, {"body", "vote"}, {"on", "2026-03-05"}}},
                  {"found", found},
                  {"own", own},
                  {"next", next}};
  JsonArray keys;
  for (int i = 1; i <= 30; ++i) keys.emplace_back("m" + std::to_string(i));
  return {{"registers",
           JsonObject{
               {"number", std::move(said)},
               {"members", JsonObject{{"missing", JsonArray()}, {"keys", std::move(keys)}}},
               {"chair", known("m1", "organ_head")},
               {"recorder", known("rec", "recorder")},
               {"unit", JsonObject{{"found", JsonObject{{"id", "works"}, {"name", "建设局"}}}}}}}};
}

inline Given opened(std::string_view data) {
  static const auto procedure =
      procedure_of(file_text("workflows/collective-vote.scxml"), "workflows/collective-vote.scxml");
  Given given{procedure};
  given.by(drafter()).open(object(data));
  return given.facts(numbers());
}

/// A project, called on Monday, 2 March 2026 for the six members m1 (the chair) to m6.
inline Given called() {
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.by(office()).send(
      "meeting.notify",
      object(R"({"members":["m1","m2","m3","m4","m5","m6"],"chair":"m1","recorder":"rec",
          "held_on":"2026-03-05","place":"会议室"})"));
  return given;
}
inline Given& arrive(Given& given, const std::vector<std::string>& members) {
  given.by(recorder());
  for (const std::string& who : members) given.send("attendance.arrive", {{"member", who}});
  return given;
}
inline Given& speak(Given& given, const std::vector<std::string>& members) {
  given.by(recorder());
  for (const std::string& who : members)
    given.send("meeting.speak", {{"member", who}, {"text", "意见"}});
  return given;
}
/// Signed with the own key.
inline Given& own(Given& given) { return given.signed_with({{"key_id", "k1"}}); }
/// A vote, with its reasons where it is against.
inline JsonObject ballot(const std::string& who, const std::string& what) {
  JsonObject out{{"member", who}, {"vote", what}};
  if (what == "oppose") out["text"] = "选址不当";
  return out;
}
inline Given& vote(Given& given, const std::vector<std::string>& members, const char* what) {
  for (const std::string& who : members)
    own(given.by(member(who))).send("vote.cast", ballot(who, what));
  return given;
}
/// Four of six are there, have spoken, the chair last, and the vote is open on 5 March.
inline Given voting() {
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m1"}).by(chair()).send("vote.open");
  return given;
}
inline Given& close(Given& given) { return given.by(recorder()).send("vote.close"); }
/// `due` members m1, m2, ..., of whom the first `here` are there, under these numbers of the body.
inline Given at_table(int due, int here, const JsonObject& policy = {}) {
  static const auto procedure =
      procedure_of(file_text("workflows/collective-vote.scxml"), "workflows/collective-vote.scxml");
  Given given{procedure};
  given.by(drafter()).open(object(R"({"kind":"project","summary":"新建图书馆"})"), policy);
  given.facts(numbers()).add("TOP-01").add("TOP-02").send("topic.submit").by(chair());
  JsonArray members;
  for (int i = 1; i <= due; ++i) members.emplace_back("m" + std::to_string(i));
  given.send("agenda.accept").by(office());
  given.send("meeting.notify", {{"members", members},
                                {"chair", "m1"},
                                {"recorder", "rec"},
                                {"held_on", "2026-03-05"},
                                {"place", "会议室"}});
  given.at("2026-03-05T09:00:00+08:00").by(recorder());
  for (int i = 1; i <= here; ++i)
    given.send("attendance.arrive", {{"member", "m" + std::to_string(i)}});
  return given;
}
/// All who are there have spoken, the chair last, and the vote is open.
inline Given& at_vote(Given& given, int here) {
  given.by(office()).send("meeting.begin").by(recorder());
  for (int i = here; i >= 1; --i) speak(given, {"m" + std::to_string(i)});
  return given.by(chair()).send("vote.open");
}
/// All who are there vote: so many for it, so many against, the rest abstain.
inline Given& counted(Given& given, int here, int agree, int oppose) {
  at_vote(given, here);
  for (int i = 1; i <= here; ++i)
    vote(given, {"m" + std::to_string(i)},
         i <= agree            ? "agree"
         : i <= agree + oppose ? "oppose"
                               : "abstain");
  return close(given);
}
/// The written view of a member who is not there, under the own signature.
inline Given& view(Given& given, const std::string& who, const char* what) {
  return own(given.by(member(who)))
      .send("view.send", {{"member", who}, {"vote", what}, {"text", "出差，书面意见如下"}});
}
inline const Json& of(const Given& given, const char* variable) {
  return given.snapshot().session.data.at(variable);
}
/// What the system wrote from the record, on file.
inline Given& own_paper(Given& given, const char* code, const char* sha256 = "00ff") {
  const Actor who = given.acting();
  given.add(code, sha256).by(clock_actor());
  return given.send("system.written", {{"code", code}, {"sha256", sha256}}).by(who);
}
/// Record and minutes are on file; chair and recorder sign the record.
inline Given& record_signed(Given& given) {
  own_paper(own_paper(given, "TOP-04"), "TOP-05");
  for (const Actor& who : {chair(), recorder()})
    given.by(who).signed_with({{"key_id", "k1"}}).send("record.sign");
  return given.by(chair());
}

}  // namespace gavel::matter
