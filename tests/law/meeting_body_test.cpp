// Which body meets, and of whom its quorum is: the executive meeting of the head and the deputies,
// or the plenary of all members of the government (Organic Law art. 77, 78); and what the result
// keeps of who they were.
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

std::string notice(const char* body, const char* members, const char* more = "") {
  return std::string(R"({"held_on":"2026-04-21","place":"一","chair":"zhao","recorder":"ji",)") +
         R"("body":")" + body + R"(","members":)" + members + more + "}";
}

/// What the register says on the day of who has a seat; zhao is the head.
JsonObject seated(const char* executive) {
  JsonObject out =
      object(R"({"found":[{"account":"zhao","is_head":true,"posts":[{"seat":"executive"}]}]})");
  out["executive"] = matter::json(executive);
  out["plenary"] = matter::json(executive);
  return out;
}

/// zhao, qian and sun are the executive meeting; zhou, wu, zheng and wang sit in the plenary alone.
Course& two_bodies(Course& course) {
  return course.packed().knows("chair",
                               seats({"zhao", "qian", "sun"}, {"zhou", "wu", "zheng", "wang"}));
}

TEST(Article30, TheExecutiveMeetingIsCalledWithoutThoseOfThePlenaryAlone) {
  Course course;
  two_bodies(course);
  const auto rule =
      course.unmet("meeting.notify", notice("executive", R"(["zhao","qian","sun","zhou"])"));
  EXPECT_EQ(rule.id, "G21E");
  EXPECT_EQ(json_text(rule.seen.at("not_of_this_body")), R"(["zhou"])");
  course.send("meeting.notify",
              notice("executive", R"(["zhao","qian","sun"])", R"(,"observers":["zhou"])"));
  EXPECT_EQ(course.given.snapshot().session.data.at("exceptions").as_array().size(), 0U);
}

TEST(Article30, ThePlenaryIsCalledWithAllMembersOfTheGovernment) {
  Course course;
  two_bodies(course);
  const auto rule = course.unmet("meeting.notify", notice("plenary", R"(["zhao","qian","sun"])"));
  EXPECT_EQ(rule.id, "G21M");
  EXPECT_EQ(json_text(rule.seen.at("left_out")), R"(["zhou","wu","zheng","wang"])");
  course.send("meeting.notify",
              notice("plenary", R"(["zhao","qian","sun","zhou","wu","zheng","wang"])"));
}

// Who presides for the head is of the meeting that they preside over: by a loan or by an order.
TEST(Article30, ADeputyOfThePlenaryAlonePresidesOverNoExecutiveMeeting) {
  for (const bool is_ordered : {false, true}) {
    JsonObject chair = seats({"zhao", "qian", "sun"}, {"zhou", "wu"});
    JsonObject& found = chair["found"].as_object();
    found = JsonObject{{"account", "zhou"},
                       {"name", "zhou"},
                       {"unit", "government"},
                       {"roles", JsonArray{"member"}}};
    if (!is_ordered) found["lent"] = JsonArray{"organ_head"}, found["lent_by"] = JsonArray{"zhao"};
    JsonObject known = facts();
    if (is_ordered)
      known["recused"] = JsonArray{JsonObject{
          {"account", "zhao"}, {"deputy", "zhou"}, {"step", "order"}, {"is_head", true}}};
    known.at("registers").as_object()["chair"] = chair;
    const auto chaired = [](const char* body, const char* members) {
      return std::string(
                 R"({"held_on":"2026-04-21","place":"一","chair":"zhou","recorder":"ji",)") +
             R"("body":")" + body + R"(","members":)" + members + "}";
    };
    Course course;
    course.packed().given.facts(known);
    EXPECT_THAT(
        course.refused("meeting.notify", chaired("executive", R"(["zhao","qian","sun","zhou"])")),
        testing::HasSubstr("G21E"));
    // Nor by calling those who will come to it.
    EXPECT_THAT(course.refused("meeting.notify", chaired("executive", R"(["qian","sun","zhou"])")),
                testing::HasSubstr("G21E"));
    Course handed_on;
    two_bodies(handed_on).send("meeting.notify", notice("executive", R"(["zhao","qian","sun"])"));
    handed_on.given.facts(known);
    EXPECT_EQ(handed_on.refused("meeting.chair", R"({"chair":"zhou","reason":"出差"})"),
              "rules-unmet G21G");
    course.send("meeting.notify", chaired("plenary", R"(["zhao","qian","sun","zhou","wu"])"));
    course.in({"meeting_called"});
    // In the executive meeting a deputy who is of it.
    found["account"] = "qian";
    known.at("registers").as_object()["chair"] = chair;
    if (is_ordered) known.at("recused").as_array()[0].as_object()["deputy"] = "qian";
    Course seated;
    seated.packed().given.facts(known);
    std::string data = chaired("executive", R"(["zhao","qian","sun"])");
    data.replace(data.find("zhou"), 4, "qian");
    seated.send("meeting.notify", data).in({"meeting_called"});
  }
}

// Nor where the seat changed between the notice and the day.
TEST(Article30, ADeputyWhoLostTheSeatSinceTheNoticePresidesOverNoExecutiveMeeting) {
  for (const char* body : {"executive", "plenary"}) {
    Course course;
    course.packed().knows("chair", lent_chair());
    course.send("meeting.notify",
                std::string(R"({"held_on":"2026-04-21","place":"一","chair":"qian",
                    "recorder":"ji","members":["zhao","qian","sun","zhou","wu"],"body":")") +
                    body + "\"}");
    course.at("2026-04-21T09:00:00+08:00").arrive({"qian", "sun", "zhou"});
    const auto seated = [](const char* seat) {
      return JsonObject{
          {"found", JsonArray{JsonObject{{"account", "qian"},
                                         {"is_head", false},
                                         {"lent", JsonArray{"organ_head"}},
                                         {"posts", JsonArray{JsonObject{{"organ", "市政府"},
                                                                        {"title", "副市长"},
                                                                        {"seat", seat}}}}}}}};
    };
    course.knows("seats", seated("plenary"));
    if (std::string_view(body) == "executive") {
      EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21Q");
      course.knows("seats", seated("executive"));
    }
    course.send("meeting.open").in({"deliberating"});
  }
}

// A new member is entered in the register first: nobody makes a quorum by a word of the office.
TEST(Article30, WhoIsInNoRegisterIsNoMember) {
  Course course;
  two_bodies(course);
  EXPECT_EQ(course.refused("meeting.notify",
                           notice("executive", R"(["zhao","qian","sun","newly-appointed"])")),
            "rules-unmet G21S");
}

TEST(Article30, TheQuorumIsOfTheBodyThatMeets) {
  Course executive;
  two_bodies(executive).send("meeting.notify", notice("executive", R"(["zhao","qian","sun"])"));
  executive.at("2026-04-21T09:00:00+08:00").arrive({"zhao"});
  EXPECT_EQ(executive.refused("meeting.open"), "rules-unmet G21");
  executive.arrive({"qian"}).send("meeting.open").in({"deliberating"});  // two of three
  Course plenary;
  two_bodies(plenary).send(
      "meeting.notify", notice("plenary", R"(["zhao","qian","sun","zhou","wu","zheng","wang"])"));
  plenary.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  EXPECT_EQ(plenary.refused("meeting.open"), "rules-unmet G21");
  plenary.arrive({"zhou"}).send("meeting.open").in({"deliberating"});  // four of seven
}

// Who is left out with a reason is still of the body: a list of those who will come makes no
// quorum.
TEST(Article30, WhoIsLeftOutOfTheNoticeStillCountsAmongThoseDue) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian", "sun", "zhou", "wu"}));
  course.send("meeting.notify",
              notice("executive", R"(["zhao","qian"])", R"(,"left_out_reason":"在外学习")"));
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
  const auto rule = course.unmet("meeting.open");
  EXPECT_EQ(rule.id, "G21");
  EXPECT_EQ(rule.seen.at("due"), Json(5));
  Course three;
  three.packed().knows("chair", seats({"zhao", "qian", "sun", "zhou", "wu"}));
  three.send("meeting.notify",
             notice("executive", R"(["zhao","qian","sun"])", R"(,"left_out_reason":"在外学习")"));
  three.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  three.send("meeting.open").in({"deliberating"});
}

/// What the register says of the seats as the meeting goes on.
JsonObject seated_now(std::initializer_list<const char*> executive,
                      std::initializer_list<const char*> plenary_alone = {}) {
  const JsonObject said = seats(executive, plenary_alone);
  return {{"found", JsonArray{JsonObject{{"account", "zhao"}, {"is_head", true}}}},
          {"missing", JsonArray{}},
          {"executive", said.at("executive")},
          {"plenary", said.at("plenary")}};
}

// Between the notice and the day five more are appointed: three of four were a quorum, three of
// nine are none.
TEST(Article30, WhoJoinsTheBodyAfterTheNoticeCountsAmongThoseDueAndComes) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian", "sun", "zhou"}));
  course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun","zhou"])"));
  course.at("2026-04-21T09:00:00+08:00");
  course.knows("seats", seated_now({"zhao", "qian", "sun", "zhou", "n1", "n2", "n3", "n4", "n5"}));
  course.arrive({"zhao", "qian", "sun"});
  const auto rule = course.unmet("meeting.open");
  EXPECT_EQ(rule.id, "G21");
  EXPECT_EQ(rule.seen.at("due"), Json(9));
  course.arrive({"zhou"});
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21");  // four of nine
  course.arrive({"n1"}).send("meeting.open").in({"deliberating"});
  // They stay due where nobody asks the register, and come in later.
  course.forgets("seats").by(recorder()).send("meeting.depart", R"({"member":"n1"})");
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("left_out"),
            Json(JsonArray{"n2", "n3", "n4", "n5"}));
  course.arrive({"n2"});
}

TEST(Article30, OfThePlenaryTooAndOfNoOtherMeeting) {
  for (const char* body : {"plenary", "executive"}) {
    Course course;
    course.packed().knows("chair", seats({"zhao", "qian", "sun"}));
    course.send("meeting.notify", notice(body, R"(["zhao","qian","sun"])"));
    course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
    course.knows("seats", seated_now({"zhao", "qian", "sun"}, {"n1"}));
    if (std::string_view(body) == "plenary") {
      EXPECT_EQ(course.unmet("meeting.open").seen.at("due"),
                Json(4));  // two are not more than half
    } else {
      EXPECT_EQ(course.by(recorder()).refused("meeting.arrive", R"({"member":"n1"})"),
                "rules-unmet G21A");
      course.by(office()).send("meeting.open").in({"deliberating"});
    }
  }
}

TEST(Article30, WhoJoinsTheBodyAndKeepsOutOfTheMatterIsNotDue) {
  Course course;
  JsonObject known = facts();
  known.at("registers").as_object()["chair"] = seats({"zhao", "qian", "sun"});
  course.packed().given.facts(known);
  course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun"])"));
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
  known.at("registers").as_object()["seats"] = seated_now({"zhao", "qian", "sun", "n1"});
  course.given.facts(known);
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21MA");  // two of four
  known["recused"] = JsonArray{JsonObject{{"account", "n1"}, {"step", "declare"}}};
  course.given.facts(known);
  course.send("meeting.open").in({"deliberating"});
}

// Who was not called because they kept out joined nothing since.
TEST(Article30, WhoKeptOutWhenItWasCalledIsNoNewcomer) {
  Course course;
  JsonObject known = facts();
  known["recused"] = JsonArray{JsonObject{{"account", "wu"}, {"step", "order"}}};
  known.at("registers").as_object()["chair"] = seats({"zhao", "qian", "sun", "wu"});
  course.packed().given.facts(known);
  course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun"])"));
  known.at("registers").as_object()["seats"] = seated_now({"zhao", "qian", "sun", "wu"});
  course.at("2026-04-21T09:00:00+08:00").given.facts(known);
  course.arrive({"zhao", "qian"}).send("meeting.open").in({"deliberating"});
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("left_out"), Json(JsonArray{}));
}

// Where those who keep out are due all the same, they are so whether they were called or not.
TEST(Article30, WhoKeepsOutAndWasNotCalledIsDueWhereThoseWhoKeepOutAre) {
  for (const bool are_due : {false, true}) {
    Course course;
    course.policy = {{"recused_are_due", are_due}};
    JsonObject known = facts();
    known["recused"] = JsonArray{JsonObject{{"account", "wu"}, {"step", "order"}}};
    known.at("registers").as_object()["chair"] = seats({"zhao", "qian", "sun", "wu"});
    course.packed().given.facts(known);
    course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun"])"));
    course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
    Course three = course;
    if (are_due) {
      const auto rule = course.unmet("meeting.open");  // two of four are no more than half
      EXPECT_EQ(rule.id, "G21");
      EXPECT_EQ(rule.seen.at("due"), Json(4));
    } else {
      course.send("meeting.open").in({"deliberating"});  // two of three
    }
    three.arrive({"sun"}).send("meeting.open").in({"deliberating"});
  }
}

// Called in time again: whose recusal was lifted since the notice is due, and comes.
TEST(Article30, WhoseRecusalIsLiftedAfterTheNoticeComesAndIsDue) {
  Course course;
  JsonObject known = facts();
  known["recused"] = JsonArray{JsonObject{{"account", "wu"}, {"step", "order"}}};
  known.at("registers").as_object()["chair"] = seats({"zhao", "qian", "sun", "wu"});
  course.packed().given.facts(known);
  course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun"])"));
  known.erase("recused");
  course.at("2026-04-21T09:00:00+08:00").given.facts(known);
  course.arrive({"zhao", "qian"});
  EXPECT_EQ(course.unmet("meeting.open").seen.at("due"), Json(4));
  course.arrive({"wu"}).send("meeting.open").in({"deliberating"});
}

// ---- what the result keeps

JsonObject mayor(const char* title) {
  return object(std::string(R"({"found":[{"account":"zhao","name":"赵","unit":"government",
      "posts":[{"organ":"市政府","seat":"executive","title":")") +
                title + R"("}]}],"missing":["wu"]})");
}
const Json& result_of(const Course& course) {
  return course.given.snapshot().session.data.at("meeting").at("result");
}

TEST(Article30, TheDecisionKeepsWhoWasEntitledPresentAbsentAndRecused) {
  Course course;
  course.called().by(member("wu")).send("meeting.recuse", R"({"member":"wu","reason":"亲属"})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.by(office()).send("meeting.open").by(recorder());
  course.stances().send("meeting.depart", R"({"member":"zhou"})").head_spoke();
  course.knows("seats", mayor("市长"));
  course.by(head()).send("meeting.decide", R"({"outcome":"reject","reason":"安全优先"})");
  EXPECT_EQ(json_text(result_of(course).at("entitled")), R"(["zhao","qian","sun","zhou"])");
  EXPECT_EQ(json_text(result_of(course).at("present")), R"(["zhao","qian","sun"])");
  EXPECT_EQ(json_text(result_of(course).at("absent")), R"(["zhou"])");
  EXPECT_EQ(json_text(result_of(course).at("recused")), R"(["wu"])");
  EXPECT_EQ(result_of(course).at("at"), "2026-04-21T09:00:00.000+08:00");
  // The register says something else from now on; the record does not.
  const std::string kept = json_text(result_of(course));
  course.knows("seats", mayor("前市长")).by(head()).sign().send("record.sign");
  EXPECT_EQ(json_text(result_of(course)), kept);
  EXPECT_EQ(result_of(course).at("seats").at(0).at("posts").at(0).at("title"), "市长");
}

TEST(Article30, AnAdjournedMeetingKeepsWhoWasThereWhenItEnded) {
  Course course;
  course.met().by(head()).send("meeting.adjourn", R"({"reason":"人数不足"})");
  EXPECT_EQ(json_text(result_of(course).at("present")), R"(["zhao","qian","sun"])");
}

// The register is asked of the whole body, those left out included.
TEST(Article30, TheRegisterIsAskedOfTheWholeBodyWhenItIsDecided) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian", "sun"}));
  course.send("meeting.notify",
              notice("executive", R"(["zhao","qian"])", R"(,"left_out_reason":"在外学习")"));
  const auto asked = matter::asked_of_registers(course.given.procedure(), course.given.snapshot(),
                                                {"meeting.decide", {}, {}}, head(),
                                                course.given.now(), matter::real_calendar());
  EXPECT_EQ(json_text(asked.at("seats")), R"(["zhao","qian","sun"])");
  // As well as whoever comes: by who has the chair, the seats of that day.
  course.at("2026-04-21T09:00:00+08:00").by(recorder());
  const auto arriving =
      matter::asked_of_registers(course.given.procedure(), course.given.snapshot(),
                                 {"meeting.arrive", {{"member", "sun"}}, {}}, recorder(),
                                 course.given.now(), matter::real_calendar());
  EXPECT_EQ(json_text(arriving.at("seats")), R"(["zhao","qian","sun"])");
}

// Organic Law art. 78: whoever left the body after the notice is no part of it on the day, be it
// that their post ended or that it has a seat in the plenary meeting alone by now.
TEST(Article30, WhoeverLeftTheBodySinceTheNoticeIsNotDueAndNotAbsent) {
  const auto on_the_day = [](const char* executive) {
    Course course;
    course.packed().knows("chair", seats({"zhao", "qian", "sun", "zhou", "wu"}));
    course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun","zhou","wu"])"));
    course.at("2026-04-21T09:00:00+08:00").knows("seats", seated(executive));
    return course.arrive({"zhao", "qian"});
  };
  const char* all = R"(["zhao","qian","sun","zhou","wu"])";
  const char* without_wu = R"(["zhao","qian","sun","zhou"])";
  const char* three = R"(["zhao","qian","sun"])";
  EXPECT_EQ(on_the_day(all).unmet("meeting.open").seen.at("due"), Json(5));
  EXPECT_EQ(on_the_day(without_wu).refused("meeting.open"), "rules-unmet G21");
  // A register that knows nobody of the body says of nobody that they left it.
  EXPECT_EQ(on_the_day("[]").unmet("meeting.open").seen.at("due"), Json(5));
  // That is told before the meeting is opened, as it was noted when they came.
  const auto stands_in_the_way = [&](const char* executive) {
    const auto tasks = on_the_day(executive).by(office()).given.tasks();
    const auto opening = std::ranges::find(tasks, "meeting.open", &matter::Task::event);
    return opening->blocked ? opening->blocked->rules.front().id : "";
  };
  EXPECT_EQ(stands_in_the_way(without_wu), "G21");
  EXPECT_EQ(stands_in_the_way(three), "");
  // Nor may they come, whatever other post they have in the organ.
  const char* wu = R"({"member":"wu","at":"2026-04-21T09:10:00+08:00"})";
  EXPECT_EQ(on_the_day(without_wu).by(recorder()).unmet("meeting.arrive", wu).id, "G21A");
  Course course = on_the_day(three);
  course.send("meeting.open").in({"deliberating"}).forgets("seats");
  const auto value = [&](const char* name) {
    return json_text(course.given.snapshot().session.data.at("meeting").at(name));
  };
  EXPECT_EQ(value("gone"), R"(["zhou","wu"])");
  EXPECT_EQ(value("opening"), R"({"due":3,"present":2})");
  course.by(recorder()).stance("qian", "agree").head_spoke();
  course.send("meeting.decide", R"({"outcome":"approve"})");
  const Json& result = course.given.snapshot().session.data.at("meeting").at("result");
  EXPECT_EQ(json_text(result.at("entitled")), R"(["zhao","qian","sun"])");
  EXPECT_EQ(json_text(result.at("absent")), R"(["sun"])");
  EXPECT_EQ(json_text(result.at("recused")), "[]");
  EXPECT_EQ(result.at("due"), Json(3));
}

// Also of whoever lost it after the last of them had come; a seat that ends tomorrow is held today.
TEST(Article30, WhoeverLosesTheirSeatOnceAllHaveComeIsNotDue) {
  const auto opened = [](const char* since) {
    Course course;
    course.packed().knows("chair", seats({"zhao", "qian", "sun", "zhou"}));
    course.send("meeting.notify", notice("executive", R"(["zhao","qian","sun","zhou"])"));
    course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
    JsonObject known = facts();
    known["seats_over"] = JsonArray{JsonObject{{"account", "zhou"}, {"since", since}},
                                    JsonObject{{"account", "li"}, {"since", "2026-01-01"}}};
    known.at("registers").as_object()["seats"] = seated(R"(["zhao","qian","sun"])");
    course.given.facts(std::move(known));
    return course.by(office());
  };
  Course still = opened("2026-04-22");
  EXPECT_EQ(still.unmet("meeting.open").seen.at("due"), Json(4));
  Course gone = opened("2026-04-21");
  const auto tasks = gone.given.tasks();
  const auto opening = std::ranges::find(tasks, "meeting.open", &matter::Task::event);
  EXPECT_FALSE(opening->blocked.has_value());
  gone.send("meeting.open").in({"deliberating"});
  EXPECT_EQ(json_text(gone.given.snapshot().session.data.at("meeting").at("gone")), R"(["zhou"])");
}

}  // namespace
}  // namespace gavel::law
