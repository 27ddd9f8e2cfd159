// Civil servants law art. 77, Decree 713 art. 20 and 30: that somebody keep out of a matter is
// decided before their act in it, where it was asked before.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// The usual facts; somebody asked that this one keep out, and nobody has answered.
JsonObject asked(const std::string& account) {
  JsonObject all = facts();
  all["recusals_asked"] = JsonArray{JsonObject{{"account", account},
                                               {"name", "姓名" + account},
                                               {"by", "li"},
                                               {"by_name", "李"},
                                               {"at", "2026-03-02T09:00:00.000+08:00"}}};
  return all;
}

/// Refused by that rule while it waits, and taken once it was declined.
void held_up(Course course, const char* rule, std::string_view event, std::string_view data,
             const std::string& account) {
  SCOPED_TRACE(event);
  course.given.facts(asked(account));
  EXPECT_EQ(course.sign().refused(std::string(event), data), std::string("rules-unmet ") + rule);
  course.given.facts(asked("somebody-else"));
  course.sign().send(std::string(event), data);
}

TEST(Article30, AReviewerOrCounselWhoIsAskedToKeepOutWaits) {
  Course course;
  course.accepted_for_review().by(counsel()).add({"LEG-03"});
  held_up(course, "G40", "review.counsel", R"({"conclusion":"lawful","text":"合法"})",
          counsel().account);
  Course reviewed;
  reviewed.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  held_up(reviewed, "G40", "review.opinion", Course::lawful, justice().account);
}

TEST(Article24, AHeadWhoIsAskedToKeepOutFindsNothingControllable) {
  Course course;
  course.coordinated().risk_reported().by(head());
  held_up(course, "G40", "risk.finding", R"({"controllable":true})", head().account);
}

TEST(Article30, AHeadWhoIsAskedToKeepOutDoesNotSign) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  held_up(course, "G40", "decision.sign", R"({"number":"政发〔2026〕9号"})", head().account);
  course.given.facts(asked(head().account));
  const auto rule = course.sign().unmet("decision.sign", R"({"number":"政发〔2026〕9号"})");
  EXPECT_NE(rule.remedy.zh.find("李申请姓名zhao回避，尚未决定"), std::string::npos)
      << rule.remedy.zh;
}

// Nor does whoever acts for them.
TEST(Article30, TheWordingIsConfirmedByWhoeverIsNotAskedToKeepOut) {
  const char* confirms = R"({"substance":false,"unchanged":true,"note":"核对"})";
  Course course;
  course.met().stances().head_spoke().send("meeting.decide", R"({"outcome":"approve_text"})");
  held_up(course, "G40", "decision.confirm_text", confirms, head().account);
  Actor deputy = actor("qian", {"organ_head"}, "government");
  deputy.on_behalf_of = "zhao";
  course.by(deputy).given.facts(asked("zhao"));
  EXPECT_EQ(json_text(course.unmet("decision.confirm_text", confirms).seen),
            R"({"by":"李","whom":"姓名zhao"})");
}

TEST(Article20, AnExpertWhoIsAskedToKeepOutGivesNoOpinion) {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
  const char* opinion = R"({"expert":"a","unit":"大学","conclusion":"support","text":"可行",
                            "direct_interest":false,"paper":1})";
  Course own = course;
  own.by(expert("a"));
  held_up(own, "G40E", "experts.opinion", opinion, "a");
  // Entered by somebody else, it is known by the account that the registers have for the name.
  const auto known = [](JsonObject all) {
    all["registers"].as_object()["expert"] = object(
        R"({"found":null,"persons":[{"account":"acc-a","name":"a","unit":"university"}],
            "roles":[],"units":[],"itself":null,"key":"a"})");
    return all;
  };
  course.given.facts(known(asked("acc-a")));
  EXPECT_EQ(course.refused("experts.opinion", opinion), "rules-unmet G40E");
  course.given.facts(known(asked("another")));
  course.send("experts.opinion", opinion);
}

TEST(Article30, ARequestAgainstAMemberIsDecidedBeforeTheMeetingOpensAndBeforeTheHeadDecides) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  for (const char* due : {"zhao", "qian", "wu"}) {
    Course one = course;
    held_up(one, "G40M", "meeting.open", "{}", due);
  }
  course.send("meeting.open").stances().head_spoke();
  held_up(course, "G40M", "meeting.decide", R"({"outcome":"approve"})", "zhao");
  course.given.facts(asked("qian"));
  const auto waits = course.unmet("meeting.decide", R"({"outcome":"approve"})");
  EXPECT_EQ(waits.seen.at("asked").at(0).at("account"), "qian");
  // Whoever is not in the room decides nothing.
  course.given.facts(asked("wu"));
  course.send("meeting.decide", R"({"outcome":"approve"})").in({"decided"});
}

}  // namespace
}  // namespace gavel::law
