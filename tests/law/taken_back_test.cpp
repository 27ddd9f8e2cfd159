// Decree 713, articles 33, 38 and 8: an entry that ended a decision by a slip is corrected, and the
// decision goes on where it stood, its clocks as they were counted.
#include "tests/law/carrying_out.hpp"
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

constexpr const char* judgment = R"({"by":"court","number":"〔2026〕内22行终7号","reason":"违法"})";
constexpr const char* collect = R"({"fonds":"X043","organisation":"BGS"})";

std::int64_t last_entry(const Course& course) { return course.given.snapshot().version; }

/// The office corrects what it entered, and enters anew what is right.
std::string correction(Course& course, std::int64_t seq, const char* event) {
  course.by(office()).knows("seq", entry_of(office(), event));
  return json_text(
      JsonObject{{"seq", seq}, {"text", "登记有误"}, {"reason", "看错文书"}, {"anew", true}});
}
Course& take_back(Course& course, std::int64_t seq, const char* event) {
  return course.send("record.correct", correction(course, seq, event)).forgets("seq");
}
/// And nothing is entered in its place.
Course& nothing_follows(Course& course, std::int64_t seq, const char* event) {
  JsonObject said = object(correction(course, seq, event));
  said["nothing_follows"] = "文书属于另一事项";
  return course.send("record.correct", json_text(said)).forgets("seq");
}
Course& annulled(Course& course) {
  course.by(office()).add({"LIA-01"}).send("decision.annul", judgment);
  return course.in({"invalidated"});
}
/// What is waited for, and until when.
std::string waited_for(const Course& course) {
  std::vector<std::string> out;
  for (const auto& each : course.given.snapshot().session.pending)
    out.push_back(each.id + " " + std::to_string(each.due.time_since_epoch().count()));
  std::ranges::sort(out);
  std::string all;
  for (const std::string& each : out) all += each + "\n";
  return all;
}
std::string told(Course& course, const char* clock) {
  std::string out;
  for (const Json& each : course.given.snapshot().session.data.at("overdue").as_array())
    if (each.at("clock") == Json(clock)) out += json_text(each.at("on")) + " ";
  return out;
}

Course& with_suggestion(Course& course) {
  course.executed().by(office());
  return course.send("execution.suggestion",
                     R"({"channel":"mail","found_on":"2026-04-21","text":"噪声太大"})");
}
Course& adjusting(Course& course) {
  course.executed().by(head()).send("adjustment.major", R"({"reason":"改线"})");
  return course.in({"adjusting"});
}
Course& evaluating(Course& course) {
  course.executed().by(head()).add({"EVA-01"});
  course.send("evaluation.start",
              R"({"trigger":"missed_effect","plan":"问卷","evaluator":"independent-institute"})");
  return course.in({"evaluating"});
}
Course& superseded(Course& course) {
  adjusting(course).add({"EXE-06"}).knows("successor", successor("carrying_out"));
  course.send("adjustment.succeed", R"({"successor":"m2","number":"政发〔2026〕30号"})");
  return course.in({"superseded"});
}
Course& terminated(Course& course) {
  confirmed(course).by(head()).add({"EXE-06"}).send("execution.terminate", end);
  return course.in({"terminated"});
}

TEST(Article38, WhatWasAnnulledByASlipGoesOnWhereItStood) {
  const std::vector<void (*)(Course&)> stages{
      [](Course& it) { it.decided(); },     [](Course& it) { it.reported(); },
      [](Course& it) { it.signed_off(); },  [](Course& it) { it.published(); },
      [](Course& it) { it.executed(); },    [](Course& it) { with_suggestion(it); },
      [](Course& it) { suspended(it); },    [](Course& it) { confirmed(it); },
      [](Course& it) { adjusting(it); },    [](Course& it) { evaluating(it); },
      [](Course& it) { superseded(it); },   [](Course& it) { terminated(it); },
      [](Course& it) { it.carried_out(); }, [](Course& it) { handed_over(it.carried_out()); }};
  for (std::size_t at = 0; at < stages.size(); ++at) {
    Course course;
    stages[at](course);
    const auto before = course.given.snapshot().session;
    const std::string waited = waited_for(course);
    annulled(course);
    take_back(course, last_entry(course), "decision.annul");
    const auto& after = course.given.snapshot().session;
    EXPECT_EQ(after.configuration, before.configuration) << at;
    EXPECT_EQ(waited_for(course), waited) << at;
    for (const char* name : {"ended", "end_announced", "signing", "suspension"})
      EXPECT_EQ(json_text(after.data.at(name)), json_text(before.data.at(name))) << at << name;
    for (const char* name : {"ended", "ended_on", "reported_on", "due", "behind", "tasks"})
      EXPECT_EQ(json_text(data(course, "execution").at(name)),
                json_text(before.data.at("execution").at(name)))
          << at << name;
    EXPECT_EQ(json_text(data(course, "handover").at("decided_on")),
              json_text(before.data.at("handover").at("decided_on")));
    // The same judgment is entered as what it is, from the same paper.
    course.send("decision.found_unlawful", judgment);
    EXPECT_EQ(course.refused("decision.annul", judgment), "rules-unmet G35Q") << at;
  }
}

TEST(Article38, WhatWasAnnulledByASlipIsCarriedOutOn) {
  Course course;
  annulled(course.executed().proved());
  const auto entered = last_entry(course);
  take_back(course, entered, "decision.annul").by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.send("execution.finish", R"({"text":"全部完成"})").in({"completed"});
  nothing_follows(course, entered, "decision.annul").by(archivist());
  course.send("archive.collect", collect).in({"building"});
  EXPECT_THAT(Statement(course).deeds("33"), testing::Contains("record.correct"));
}

// What was taken back as wrong is entered as it is, or it is said why nothing is.
TEST(Article33, TheFileIsNotClosedOverAPaperWhoseEntryWasTakenBackAlone) {
  Course course;
  course.carried_out();
  annulled(course);
  const auto entered = last_entry(course);
  take_back(course, entered, "decision.annul").in({"completed"}).by(archivist());
  const auto rule = course.unmet("archive.collect", collect);
  EXPECT_EQ(rule.id, "G28Q");
  // By its entry: of liability the number is not for everybody.
  EXPECT_THAT(rule.remedy.zh,
              testing::AllOf(testing::HasSubstr("待登记的更正：序号 " + std::to_string(entered)),
                             testing::Not(testing::HasSubstr("行终"))));
  // A paper of another number, on other leaves, answers for nothing but itself.
  course.by(office())
      .add({"LIA-01"})
      .send("liability.record", R"({"article":"40","unit":"works","number":"责〔2026〕3号"})");
  EXPECT_EQ(course.by(archivist()).refused("archive.collect", collect), "rules-unmet G28Q");
  Course nothing = course, itself = course;
  const auto stated = json_text(JsonObject{{"seq", entered},
                                           {"text", "该判决属另一事项"},
                                           {"reason", "看错文书"},
                                           {"nothing_follows", "判决所指为另一决策"}});
  nothing.by(office()).knows("seq", entry_of(office(), "decision.annul"));
  EXPECT_EQ(nothing.refused("record.correct", stated), "rules-unmet G37NQ");
  nothing_follows(nothing, entered, "decision.annul").by(archivist());
  nothing.send("archive.collect", collect).in({"building"});
  // However the number is spelled.
  itself.by(office())
      .add({"LIA-01"})
      .send("decision.found_unlawful",
            R"({"by":"court","number":"(2026) 内22行终07号","reason":"违法"})");
  itself.by(archivist()).send("archive.collect", collect).in({"building"});
}

// The right entry may have another number, of the same paper; each paper is answered for.
TEST(Article33, EachEntryThatWasTakenBackIsAnsweredForByItsPaper) {
  Course course;
  course.carried_out().by(office()).add({"LIA-01"});
  course.send("liability.record", R"({"article":"40","unit":"works","number":"责〔2026〕13号"})");
  const auto first = last_entry(course);
  course.add({"LIA-01"}).send("decision.found_unlawful", judgment);
  const auto second = last_entry(course);
  take_back(course, first, "liability.record");
  take_back(course, second, "decision.found_unlawful");
  take_back(course, second, "decision.found_unlawful");  // said twice, it is still one
  course.send("decision.found_unlawful",
              R"({"by":"court","number":"〔2026〕内22行终8号","reason":"违法"})");
  EXPECT_EQ(course.by(archivist()).refused("archive.collect", collect), "rules-unmet G28Q");
  course.by(office()).add({"LIA-01"});
  course.send("liability.record", R"({"article":"40","unit":"works","number":"责〔2026〕13号"})");
  course.by(archivist()).send("archive.collect", collect).in({"building"});
}

// One paper holds somebody liable and annuls: the one does not answer for the other.
TEST(Article33, AnEntryThatWasTakenBackIsAnsweredForByOneOfItsKind) {
  constexpr const char* liable =
      R"({"article":"40","unit":"works","number":"〔2026〕内22行终7号"})";
  for (const bool judged : {true, false}) {
    Course course;
    course.carried_out().by(office()).add({"LIA-01"});
    const char* event = judged ? "decision.found_unlawful" : "liability.record";
    course.send(event, judged ? judgment : liable);
    take_back(course, last_entry(course), event);
    const char* other = judged ? "liability.record" : "decision.found_unlawful";
    course.send(other, judged ? liable : judgment).by(archivist());
    EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G28Q") << event;
    course.by(office()).send(event, judged ? judgment : liable).by(archivist());
    course.send("archive.collect", collect).in({"building"});
  }
}

// Wherever the matter stands: what was not adopted is archived too.
TEST(Article33, WhatIsTakenBackOfAMatterThatWasNotAdoptedIsAnsweredForToo) {
  Course course;
  course.met()
      .by(office())
      .add({"LIA-01"})
      .send("liability.record", R"({"article":"39","unit":"education","number":"责〔2026〕3号"})");
  const auto entered = last_entry(course);
  course.stances("oppose", "oppose").head_spoke();
  course.send("meeting.decide", R"({"outcome":"reject"})").in({"rejected"});
  take_back(course, entered, "liability.record");
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("liability")), "[]");
  course.record_and_minutes().in({"not_adopted"}).by(archivist());
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G28Q");
  nothing_follows(course, entered, "liability.record").by(archivist());
  course.send("archive.collect", collect).in({"building"});
}

// It may be said at once.
TEST(Article33, ThatNothingFollowsMayBeSaidAsTheEntryIsTakenBack) {
  Course course;
  course.carried_out();
  annulled(course);
  nothing_follows(course, last_entry(course), "decision.annul").in({"completed"}).by(archivist());
  course.send("archive.collect", collect).in({"building"});
}

// What fell due while it was taken for annulled is told then, and what was told before is not told
// again.
TEST(Article38, TheClocksOfWhatWasAnnulledByASlipGoOnAsTheyWereCounted) {
  Course course;
  handed_over(with_suggestion(course));
  course.given.until("2026-05-20T00:00:00+08:00");
  const std::string before = told(course, "T13");
  EXPECT_NE(before, "");
  EXPECT_EQ(told(course, "T19"), "");
  annulled(course);
  const auto entered = last_entry(course);
  course.given.until("2026-08-20T00:00:00+08:00");
  EXPECT_EQ(told(course, "T19"), "");
  take_back(course, entered, "decision.annul");
  course.given.until("2026-08-21T00:00:00+08:00");
  EXPECT_EQ(told(course, "T13"), before);
  EXPECT_EQ(told(course, "T19"), "\"2026-08-21\" ");
}

// A suspension that a meeting lifted meanwhile is lifted.
TEST(Article37, WhatWasSuspendedIsExecutedOnWhereItsSuspensionWasLiftedWhileItStoodAnnulled) {
  Course course;
  annulled(suspended(course));
  const auto entered = last_entry(course);
  course.by(office()).add({"EXE-07"}).send("suspension.lift", minuted);
  take_back(course, entered, "decision.annul").in({"executing"});
  EXPECT_EQ(data(course, "execution").at("reported_on"), "2026-04-21");
  EXPECT_THAT(waited_for(course),
              testing::AllOf(testing::HasSubstr("T19"), testing::HasSubstr("T21")));
}

// Annulled by two papers it stays annulled until neither entry stands.
TEST(Article38, WhatAnotherPaperAnnulsAsWellStaysAnnulled) {
  Course course;
  annulled(course.executed());
  const auto first = last_entry(course);
  course.add({"LIA-01"});
  const char* other = R"({"by":"npc","number":"人常〔2026〕3号","reason":"越权"})";
  course.send("decision.annul", other);
  const auto second = last_entry(course);
  Course other_way = course;
  take_back(course, first, "decision.annul").in({"invalidated"});
  EXPECT_EQ(data(course, "ended").at("number"), "人常〔2026〕3号");
  take_back(course, second, "decision.annul").in({"executing"});
  take_back(other_way, second, "decision.annul").in({"invalidated"});
  EXPECT_EQ(data(other_way, "ended").at("number"), "〔2026〕内22行终7号");
  take_back(other_way, first, "decision.annul").in({"executing"});
  EXPECT_EQ(json_text(Json(data(other_way, "ended"))), "{}");
}

// That it was annulled after all is made public anew.
TEST(Article38, AnAnnulmentAfterOneThatWasTakenBackIsMadePublicToo) {
  Course course;
  annulled(course.executed().proved())
      .send("execution.announce_end", announced("政府网站", course));
  const auto entered = last_entry(course) - 1;
  take_back(course, entered, "decision.annul").send("decision.annul", judgment).by(archivist());
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G31A");
}

// Nothing is brought back out of a file that is being closed, nor by whom the entry is not.
TEST(Article33, AnAnnulmentIsTakenBackUntilTheFileIsClosedByWhoseEntryItIs) {
  Course course;
  annulled(course.minuted());
  const auto entered = last_entry(course);
  Course another = course;
  another.by(drafter()).knows("seq", entry_of(office(), "decision.annul"));
  EXPECT_EQ(another.refused("record.correct",
                            json_text(JsonObject{
                                {"seq", entered}, {"text", "x"}, {"reason", "x"}, {"anew", true}})),
            "rules-unmet G37A");
  course.by(archivist()).send("archive.collect", collect).in({"building"});
  const std::string back = correction(course, entered, "decision.annul");
  EXPECT_EQ(course.refused("record.correct", back), "rules-unmet G37W");
  EXPECT_EQ(course.refused("decision.annul", judgment), "not-now");
  // Should the package fail, it is as it was, and taken back.
  course.by(matter::clock_actor());
  course.send("system.archive.built",
              R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})");
  take_back(course.in({"invalidated"}), entered, "decision.annul").in({"decided"});
}

// To say that an entry is made anew where that changes nothing is refused, with what it is for.
TEST(Article33, OnlyWhatAPaperFoundIsEnteredAnew) {
  Course course;
  course.executed();
  const std::string anew = correction(course, 3, "study.done");
  const auto rule = course.unmet("record.correct", anew);
  EXPECT_EQ(rule.id, "G37W");
  Course drafting;
  drafting.started();
  EXPECT_EQ(drafting.refused("record.correct", correction(drafting, 3, "study.done")),
            "rules-unmet G37W");
}

// One judgment does not stand as annulment and as a finding that lets the decision stand.
TEST(Article38, WhatAnnulledTheDecisionIsNotEnteredAsLettingItStand) {
  Course course;
  annulled(course.executed());
  EXPECT_EQ(course.refused("decision.found_unlawful", judgment), "rules-unmet G35Q");
  EXPECT_EQ(course.refused("decision.annul", judgment), "rules-unmet G35Q");
  course.add({"LIA-01"});
  course.send("decision.found_unlawful",
              R"({"by":"court","number":"〔2026〕内22行终8号","reason":"另案"})");
}

constexpr const char* refused_above = R"({"outcome":"refused","number":"市府〔2026〕1号"})";

TEST(Article8, WhatTheUpperOrganRefusedByASlipWaitsForItsAnswerAgain) {
  for (auto stage : {&Course::decided, &Course::minuted, &Course::reported, &Course::signed_off}) {
    Course course;
    (course.*stage)().by(office());
    course.send("upper.require", R"({"basis":"《城乡规划法》"})").add({"MTG-09"});
    const auto before = course.given.snapshot().session;
    const std::string waited = waited_for(course);
    course.send("upper.outcome", refused_above).in({"refused"});
    EXPECT_EQ(course.refused("decision.annul", judgment), "rules-unmet G35 G35N");
    Course reworded = course;
    reworded.knows("seq", {{"found", JsonObject{{"event", "upper.outcome"},
                                                {"account", course.given.acting().account},
                                                {"unit", ""},
                                                {"signed", false}}}});
    reworded.send(
        "record.correct",
        json_text(JsonObject{{"seq", last_entry(course)}, {"text", "错字"}, {"reason", "笔误"}}));
    reworded.in({"refused"});
    take_back(course, last_entry(course), "upper.outcome");
    EXPECT_EQ(course.given.snapshot().session.configuration, before.configuration);
    EXPECT_EQ(waited_for(course), waited);
    EXPECT_EQ(data(course, "execution").at("ended"), "");
    // Where the taking back was the slip, it is entered as it was.
    Course refused = course;
    refused.send("upper.outcome", refused_above).in({"refused"});
    course.send("upper.outcome", R"({"outcome":"approved","number":"市府〔2026〕1号"})");
    EXPECT_EQ(data(course, "upper").at("outcome"), "approved");
  }
}

// What went out is annulled, not refused; and what is being archived ends by neither any more.
TEST(Article8, TheUpperOrganRefusesNothingThatWentOut) {
  Course course;
  course.signed_off().by(office()).send("upper.require", R"({"basis":"《城乡规划法》"})");
  course.add({"MTG-09"})
      .send("upper.outcome", R"({"outcome":"approved","number":"市府〔2026〕9号"})");
  course.add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels).in({"published"});
  EXPECT_EQ(course.refused("upper.outcome", refused_above), "not-now");
  Course building;
  building.signed_off().by(office()).add({"LIA-01"}).send("decision.annul", judgment);
  building.by(archivist()).send("archive.collect", collect).in({"building"});
  const char* another = R"({"by":"court","number":"行终2号","reason":"程序违法"})";
  EXPECT_EQ(building.by(office()).refused("decision.annul", another), "not-now");
}

// Its record is signed before the file is closed, as of what the meeting itself turned down.
TEST(Article33, WhatTheUpperOrganRefusedIsArchivedWithItsSignedRecord) {
  Course course;
  course.decided().by(office()).send("upper.require", R"({"basis":"《城乡规划法》"})");
  course.add({"MTG-09"}).send("upper.outcome", refused_above).by(archivist());
  EXPECT_THAT(course.refused("archive.collect", collect), testing::HasSubstr("G2"));
  course.record_and_minutes().by(archivist()).send("archive.collect", collect).in({"building"});
}

}  // namespace
}  // namespace gavel::law
