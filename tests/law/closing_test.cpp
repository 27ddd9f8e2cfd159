// Decree 713, articles 33 and 38 to 40: the file is closed, annulment and liability are recorded.
#include "tests/law/carrying_out.hpp"
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

// ---- the exits all lead to the archive
TEST(Article33, HoweverADecisionEndedItIsArchived) {
  Course course;
  confirmed(course).proved().by(head()).add({"EXE-06"});
  course.send("execution.terminate", end).by(office());
  course.send("execution.announce_end", announced("政府网站", course)).by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
  course.by(matter::clock_actor());
  course.send("system.archive.built",
              R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})");
  course.in({"terminated"}).by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
}

// What came in while the package is built would be in the record and not in the package.
TEST(Article33, NothingIsFiledWhileThePackageIsBuilt) {
  Course course;
  confirmed(course).proved().by(head()).add({"EXE-06"});
  course.send("execution.terminate", end).by(office());
  course.send("execution.announce_end", announced("政府网站", course)).by(archivist());
  course.send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})").by(office());
  const auto late = course.given.ask(matter::AddDocument{matter::Given::document("LIA-01")});
  EXPECT_EQ(matter::reason(late.error()), "not-now");
  course.by(matter::clock_actor());
  course.send("system.archive.built",
              R"({"archival_code":"","package_sha256":"","passed":false,"report":{}})");
  course.in({"terminated"}).by(office()).add({"LIA-01"});
}

// Who read the decision may read as well that it was annulled, or replaced.
TEST(Article38, ThatADecisionWasAnnulledIsMadePublicToo) {
  Course course, carried_out;
  course.executed().by(office()).add({"LIA-01"});
  course.send("decision.annul", R"({"by":"court","number":"行初1号","reason":"程序违法"})");
  course.in({"invalidated"}).send("execution.announce_end", announced("政府网站", course));
  for (const char* spelled : {"政府网站", "政府 网站", "“政府网站”"}) {
    EXPECT_EQ(course.refused("execution.announce_end", announced(spelled, course)),
              "rules-unmet G31E")
        << spelled;
  }
  Course elsewhere = course;
  elsewhere.send("execution.announce_end", announced("政府公报", course));
  carried_out.carried_out().by(office());
  EXPECT_EQ(carried_out.refused("execution.announce_end", announced("政府网站", carried_out)),
            "rules-unmet G31E");
}

constexpr const char* collect = R"({"fonds":"X043","organisation":"BGS"})";
constexpr const char* annulment = R"({"by":"court","number":"行初1号","reason":"程序违法"})";

TEST(Article38, ThatAPublishedDecisionWasAnnulledIsMadePublicBeforeTheFileIsClosed) {
  Course course;
  course.executed().proved().by(office()).add({"LIA-01"}).send("decision.annul", annulment);
  EXPECT_EQ(course.by(archivist()).refused("archive.collect", collect), "rules-unmet G31A");
  course.by(office()).send("execution.announce_end", announced("政府网站", course));
  course.by(archivist()).send("archive.collect", collect).in({"building"});
}

TEST(Article37, ThatAPublishedDecisionWasReplacedIsMadePublicBeforeTheFileIsClosed) {
  Course course;
  course.executed().proved().by(head()).send("adjustment.major", R"({"reason":"改线"})");
  course.add({"EXE-06"}).knows("successor", successor("carrying_out"));
  course.send("adjustment.succeed", R"({"successor":"m2","number":"政发〔2026〕30号"})");
  course.in({"superseded"}).by(archivist());
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet G31A");
  course.by(office()).send("execution.announce_end", announced("政府网站", course));
  // What was announced is that it was replaced, and not that it was annulled as well.
  Course annulled = course;
  course.by(archivist()).send("archive.collect", collect).in({"building"});
  annulled.add({"LIA-01"}).send("decision.annul", annulment).by(archivist());
  EXPECT_EQ(annulled.refused("archive.collect", collect), "rules-unmet G31A");
  annulled.by(office()).send("execution.announce_end", announced("政府网站", annulled));
  annulled.by(archivist()).send("archive.collect", collect).in({"building"});
}

TEST(Article38, TheEndOfWhatWasNeverPublishedIsNotMadePublic) {
  Course course;
  course.signed_off().by(office()).add({"LIA-01"}).send("decision.annul", annulment);
  EXPECT_EQ(course.refused("execution.announce_end", announced("政府网站", course)),
            "rules-unmet G31E");
  course.by(archivist()).send("archive.collect", collect).in({"building"});
}

TEST(Article33, TheDraftingUnitDoesNotReceiveItsOwnFile) {
  Course course;
  course.carried_out().by(actor("drafters-archivist", {"archivist"}, "education"));
  const char* place = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G28");
  course.by(archivist()).send("archive.collect", place).in({"building"});
}

// Decided on Tuesday, 21 April; 30 days end on Thursday, 21 May, which is no rest day.
TEST(Article33, ThePapersOfTheDecisionAreHandedOverWithin30DaysOfIt) {
  Course course;
  course.published();
  Course handed_over = course;
  course.given.until("2026-05-21T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-05-22T00:00:00+08:00").in({"published"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T12");
  handed_over.by(actor("drafters-archivist", {"archivist"}, "education"));
  EXPECT_EQ(handed_over.refused("archive.receive"), "rules-unmet G28");
  handed_over.by(archivist()).send("archive.receive");
  EXPECT_EQ(handed_over.refused("archive.receive"), "rules-unmet G28T");
  handed_over.given.until("2026-05-22T00:00:00+08:00");
  EXPECT_EQ(handed_over.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
}

TEST(Article33, AFileClosedLateAfterTheEndIsKeptAsOverdue) {
  Course course;
  handed_over(course.carried_out()).given.until("2026-05-21T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-05-22T00:00:00+08:00").in({"completed"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T20");
}

// What is closed at once is handed over with it.
TEST(Article33, ClosingTheFileHandsThePapersOfTheDecisionOver) {
  Course course;
  course.minuted().by(office()).add({"LIA-01"});
  course.send("decision.annul", R"({"by":"court","number":"行初1号","reason":"程序违法"})");
  course.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
  EXPECT_EQ(data(course, "handover").at("received_on"), "2026-04-21");
}

TEST(Article33, TheArchiveKnowsWhenToTransfer) {
  Course course;
  course.archived();
  const auto clocks = course.given.clocks();
  const auto transfer = std::ranges::find(clocks, std::string("T17"), &matter::ClockView::id);
  ASSERT_NE(transfer, clocks.end());
  EXPECT_EQ(to_string(transfer->due.last), "2036-04-21");
}

TEST(Article38, WhatWasAnnulledStopsAndIsArchived) {
  const char* annulled = R"({"by":"court","number":"行初1号","reason":"程序违法"})";
  for (auto stage : {&Course::decided, &Course::signed_off, &Course::published}) {
    Course course;
    (course.*stage)().by(office());
    EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet G35");
    course.add({"LIA-01"}).send("decision.annul", annulled).in({"invalidated"});
    EXPECT_EQ(course.by(executor()).refused("execution.finish", R"({"text":"x"})"), "not-now");
  }
  Course carried_out;  // a court may find so later, too
  carried_out.carried_out().by(office()).add({"LIA-01"}).send("decision.annul", annulled);
  carried_out.in({"invalidated"});
  Course archived;
  archived.minuted().by(office()).add({"LIA-01"}).send("decision.annul", annulled);
  archived.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
}

// 行政诉讼法 art. 74: a court may find a decision unlawful and let it stand. It is carried out on.
TEST(Article38, WhatWasFoundUnlawfulAndLetStandIsRecordedAndGoesOn) {
  const char* found = R"({"by":"court","number":"〔2026〕行初1号","reason":"程序轻微违法",
      "measures":"公开说明"})";
  for (auto stage :
       {&Course::signed_off, &Course::published, &Course::executed, &Course::carried_out}) {
    Course course;
    (course.*stage)().by(office());
    const auto before = course.given.snapshot().session.configuration;
    EXPECT_EQ(course.by(drafter()).refused("decision.found_unlawful", found), "not-permitted");
    EXPECT_EQ(course.by(office()).refused("decision.found_unlawful", found), "rules-unmet G35");
    course.add({"LIA-01"}).send("decision.found_unlawful", found);
    EXPECT_EQ(course.given.snapshot().session.configuration, before);
    EXPECT_EQ(course.refused("decision.found_unlawful", found), "rules-unmet G35Q");
    for (const char* respelled :
         {"〔2026〕行初 1号", "(2026)行初01号", "［２０２６］行初００１号"}) {
      EXPECT_EQ(
          course.refused("decision.found_unlawful",
                         json_text(JsonObject{
                             {"by", "court"}, {"number", respelled}, {"reason", "同一判决"}})),
          "rules-unmet G35Q")
          << respelled;
    }
    EXPECT_EQ(course.refused("decision.annul", found), "invalid-form /measures");
    EXPECT_EQ(course.refused("decision.annul",
                             R"({"by":"court","number":"〔2026〕行初1号","reason":"撤销"})"),
              "rules-unmet G35Q");
    // Another judgment, on its own paper, annuls it after all.
    EXPECT_EQ(course.refused("decision.annul", annulment), "rules-unmet G35");
    course.add({"LIA-01"}).send("decision.annul", annulment).in({"invalidated"});
  }
  Course executed;
  executed.executed().by(office()).add({"LIA-01"}).send("decision.found_unlawful", found);
  executed.by(executor())
      .send("execution.progress", R"({"task":"施工","percent":10,"text":"开工"})");
  EXPECT_THAT(Statement(executed).deeds("38"), testing::Contains("decision.found_unlawful"));
}

// By a slip a judgment that annuls is entered as one that lets the decision stand: nothing is
// edited, the entry is corrected, and the decision ends.
TEST(Article38, AJudgmentThatWasEnteredAsLettingTheDecisionStandAnnulsItOnceThatIsCorrected) {
  Course course;
  course.executed().by(office()).add({"LIA-01"});
  const char* judgment = R"({"by":"court","number":"〔2026〕行初1号","reason":"违法"})";
  course.send("decision.found_unlawful", judgment);
  const auto entered = course.given.snapshot().version;
  const auto correction = [&](std::int64_t seq, bool anew) {
    course.knows("seq", {{"found", JsonObject{{"event", "decision.found_unlawful"},
                                              {"account", course.given.acting().account},
                                              {"unit", ""},
                                              {"signed", false}}}});
    return json_text(JsonObject{
        {"seq", seq}, {"text", "该判决撤销决策"}, {"reason", "登记有误"}, {"anew", anew}});
  };
  const auto correct = [&](std::int64_t seq, bool anew = true) {
    course.send("record.correct", correction(seq, anew));
  };
  EXPECT_EQ(course.refused("record.correct", correction(entered - 1, true)), "rules-unmet G37W");
  // Put right in its words alone, the entry stands.
  correct(entered, false);
  EXPECT_EQ(course.refused("decision.annul", judgment), "rules-unmet G35Q");
  correct(entered);
  Course again = course;
  // What was right after all is entered anew, once.
  again.send("decision.found_unlawful", judgment);
  EXPECT_EQ(again.refused("decision.annul", judgment), "rules-unmet G35Q");
  course.send("decision.annul", judgment).in({"invalidated"});
}

// The judgment is of its own day, and not of that on which somebody enters it.
TEST(Article38, AnAnnulmentIsOfTheDayOfItsPaper) {
  Course course;
  course.executed().by(office()).add({"LIA-01"}).at("2026-06-10T09:00:00+08:00");
  const auto on = [](const char* day) {
    return std::string(R"({"by":"court","number":"行初1号","reason":"程序违法","on":")") + day +
           "\"}";
  };
  EXPECT_EQ(course.refused("decision.annul", on("2026-06-11")), "rules-unmet G35P");
  EXPECT_EQ(course.refused("decision.annul", on("2026-04-20")), "rules-unmet G35P");
  course.send("decision.annul", on("2026-06-08"));
  course.send("execution.announce_end",
              R"({"channel":"政府网站","reference":"https://example.gov.cn/1","on":"2026-06-09"})");
}

// A dissent is kept word for word, by person; nobody can change it once the head has spoken.
TEST(Article38, DissentIsKeptAsTheMembersOwnProtection) {
  Course course;
  course.met().by(recorder());
  course.send("meeting.stance", R"({"member":"qian","stance":"oppose","text":"资金不落实，反对"})");
  course.stance("sun", "agree").head_spoke().by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"qian","stance":"agree","text":"改口"})"),
            "rules-unmet G22L");
  const auto& stances = data(course, "meeting").at("stances");
  EXPECT_EQ(stances.at(0).at("text"), "资金不落实，反对");
}

void liability(const char* article) {
  Course course;
  course.executed().by(inspector());
  const std::string paper =
      std::string(R"({"unit":"x","number":"责〔2026〕1号","article":")") + article + "\"}";
  EXPECT_EQ(course.refused("liability.record", paper), "rules-unmet G35");
  EXPECT_EQ(course.by(drafter()).refused("liability.record", paper), "not-permitted");
  course.by(inspector()).add({"LIA-01"}).send("liability.record", paper);
  EXPECT_EQ(course.given.snapshot().session.data.at("liability").at(0).at("article"), article);
}

TEST(Article38, LiabilityIsRecordedFromItsPapers) { liability("38"); }

TEST(Article39, LiabilityOfTheDraftingUnitIsRecordedFromItsPapers) { liability("39"); }

TEST(Article40, LiabilityOfTheExecutingUnitIsRecordedFromItsPapers) { liability("40"); }

TEST(Article40, WhatTheExecutorReportsIsNotTakenBack) {
  Course course;
  with_problem(course);
  EXPECT_EQ(data(course, "execution").at("problems").as_array().size(), 1u);
  course.send("execution.problem",
              R"({"kind":"force_majeure","found_on":"2026-04-21","text":"洪水"})");
  EXPECT_EQ(data(course, "execution").at("problems").as_array().size(), 2u);
}

TEST(Article33, AWrongEntryIsCorrectedByOneThatNamesIt) {
  Course course;
  course.drafted().by(drafter());
  const auto correction = [](std::size_t seq) {
    return std::string(R"({"text":"应为第13条","reason":"笔误","seq":)") + std::to_string(seq) +
           "}";
  };
  const std::size_t last = course.given.snapshot().version;
  course.knows("seq", {{"found", nullptr}});
  EXPECT_EQ(course.refused("record.correct", correction(last + 1)), "rules-unmet G37");
  EXPECT_EQ(course.refused("record.correct", correction(0)), "invalid-form /seq");
  EXPECT_EQ(course.refused("record.correct", R"({"seq":1,"text":"t"})"), "invalid-form /reason");
  course.knows("seq", entry_of(drafter(), "draft.freeze"));
  course.send("record.correct", correction(last)).in({"coordinating"});
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("corrections").at(0).at("seq")),
            std::to_string(last));
}

// The drafter does not set a member's dissent right, nor anybody else's entry.
TEST(Article39, AnEntryIsCorrectedByWhoseItIsAndByNobodyElse) {
  Course course;
  course.executed();
  const char* correction = R"({"seq":3,"text":"应为：同意","reason":"录入错误"})";
  const auto may = [&](const Actor& who, JsonObject entry) {
    Course each = course;
    each.by(who).knows("seq", std::move(entry));
    const auto said = each.given.ask(matter::Send{"record.correct", object(correction), {}});
    return said ? std::string("may") : said.error().rules.front().id;
  };
  const Actor colleague = actor("qian", {"drafter"}, "education");
  const auto lawful = entry_of(drafter(), "draft.freeze");
  EXPECT_EQ(may(drafter(), lawful), "may");
  EXPECT_EQ(may(colleague, lawful), "may");
  for (const Actor& other : {office(), head(), executor(), member("jia")})
    EXPECT_EQ(may(other, lawful), "G37A") << other.account;
  // A stance is disputed, not corrected; what the head said and decided is the head's own.
  for (const Actor& each : {drafter(), recorder(), office(), head(), member("bing")})
    EXPECT_EQ(may(each, entry_of(recorder(), "meeting.stance", "bing")), "G37A") << each.account;
  for (const char* own : {"meeting.head_statement", "meeting.decide"}) {
    EXPECT_EQ(may(head(), entry_of(head(), own)), "may");
    EXPECT_EQ(may(member("jia"), entry_of(head(), own)), "G37A");
  }
  // Whom it is about; who lent the role it was made in; of the system, the office.
  EXPECT_EQ(may(member("bing"), entry_of(recorder(), "meeting.leave", "bing")), "may");
  EXPECT_EQ(may(member("jia"), entry_of(recorder(), "meeting.leave", "bing")), "G37A");
  JsonObject lent = entry_of(actor("tao", {"office"}, "letters"), "publication.prove");
  lent.at("found").as_object()["on_behalf_of"] = "chen";
  EXPECT_EQ(may(office(), lent), "may");
  EXPECT_EQ(may(office(), entry_of(matter::clock_actor(), "clock.T02")), "may");
  EXPECT_EQ(may(drafter(), entry_of(matter::clock_actor(), "clock.T02")), "G37A");
  // What was signed, the signer alone.
  JsonObject opinion = entry_of(justice(), "review.opinion");
  opinion.at("found").as_object()["signed"] = true;
  EXPECT_EQ(may(justice(), opinion), "may");
  EXPECT_EQ(may(actor("fang", {"justice"}, "justice"), opinion), "G37A");
}

TEST(Article37, WhatIsArchivedReadsAsItWasSigned) {
  Course course;
  course.executed().by(office()).file("ISS-01", "rewritten-in-execution").by(archivist());
  EXPECT_EQ(course.refused("archive.receive"), "rules-unmet G28V");
  course.by(drafter()).file("DRF-04", "another-text").by(archivist());
  EXPECT_EQ(json_text(course.unmet("archive.receive").seen.at("revised")),
            R"(["DRF-04","ISS-01"])");
  course.add({"DRF-04", "ISS-01"}).by(archivist()).send("archive.receive");
  Course closed;
  closed.carried_out().by(office()).file("LEG-04", "another-opinion").by(archivist());
  EXPECT_EQ(closed.refused("archive.collect", collect), "rules-unmet G28V");
  // The conclusion that renews an exemption is made while the decision is carried out.
  closed.add({"LEG-04"}).file("FCR-01", "renewed").by(archivist());
  closed.send("archive.collect", collect).in({"building"});
}

}  // namespace
}  // namespace gavel::law
