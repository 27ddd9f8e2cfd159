// Article 42 of the regulations that implement the State Secrets Law: checked first, published
// afterwards. Of a notice that is this round's draft and its explanation, by somebody who did not
// draft them.
#include "engine/matter/circle.hpp"
#include "engine/matter/performed.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using testing::Contains;
using testing::Field;

constexpr const char* notice = R"({"title":"征求意见","how":"信函"})";

bool is_task_of_the_office(Course course) {
  course.by(office());
  return std::ranges::any_of(course.given.tasks(), [](const matter::Task& task) {
    return task.event == "notice.check" && task.mine && task.allowed;
  });
}

/// The units have answered, on Monday, 2 March at nine; the paper of the check was filed `paper`.
Course planned(const char* paper = nullptr) {
  Course course;
  course.coordinated();
  if (paper == nullptr) return course;
  course.at(paper).by(office()).add({"PUB-12"}).by(drafter());
  return course;
}

TEST(SecrecyArticle42, WhatGoesBeforeThePublicIsCheckedFirst) {
  Course course = planned();
  const auto rule = course.unmet("notice.open", notice);
  EXPECT_EQ(rule.id, "G07S");
  EXPECT_EQ(rule.citations.at(0).label.en,
            "Regulations implementing the State Secrets Law art. 42");
  EXPECT_TRUE(is_task_of_the_office(course));
  course.by(office());
  EXPECT_EQ(course.refused("notice.check", Course::publishable), "rules-unmet G07C");
  course.add({"PUB-12"});
  EXPECT_EQ(course.by(drafter()).refused("notice.open", notice), "rules-unmet G07S");
  EXPECT_EQ(course.refused("notice.check", Course::publishable), "not-permitted");
  course.by(office()).send("notice.check", Course::publishable).by(drafter());
  EXPECT_FALSE(is_task_of_the_office(course));
  course.send("notice.open", notice).in({"pp_open"});
}

TEST(SecrecyArticle42, ThePaperIsNotOlderThanTheDraftAndItsExplanation) {
  for (const char* code : {"DRF-04", "DRF-05"}) {
    Course older = planned("2026-03-02T10:00:00+08:00");
    older.at("2026-03-02T10:00:01+08:00").add({code}).by(office());
    EXPECT_EQ(older.refused("notice.check", Course::publishable), "rules-unmet G07C") << code;
    Course as_old = planned("2026-03-02T10:00:00+08:00");
    as_old.add({code}).by(office()).send("notice.check", Course::publishable).by(drafter());
    as_old.send("notice.open", notice).in({"pp_open"});
  }
}

TEST(SecrecyArticle42, ATextThatIsReplacedAfterwardsIsCheckedAnew) {
  Course course = planned().checked_for_secrets();
  course.at("2026-03-02T10:00:00+08:00").file("DRF-05", "another-explanation");
  EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G07S");
  EXPECT_EQ(course.by(office()).refused("notice.check", Course::publishable), "rules-unmet G07C");
  Course restored = course;
  restored.by(drafter()).add({"DRF-05"}).send("notice.open", notice).in({"pp_open"});
  course.checked_for_secrets().send("notice.open", notice).in({"pp_open"});
}

TEST(SecrecyArticle42, APaperThatIsReplacedAfterwardsIsTheResultOnceItIsRecorded) {
  Course course = planned().checked_for_secrets();
  course.by(office()).file("PUB-12", "found-to-name-a-secret").by(drafter());
  EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G07S");
  course.by(office())
      .send("notice.check", Course::publishable)
      .by(drafter())
      .send("notice.open", notice);
}

// Nor is a text kept from the public without saying why.
/// What is said of papers in the file: that they are state secrets; of none: that none is.
Course& classified(Course& course, std::initializer_list<const char*> codes) {
  JsonObject known = facts();
  JsonArray said;
  for (const char* code : codes) said.emplace_back(code);
  if (!said.empty()) known["classified"] = std::move(said);
  course.given.facts(std::move(known));
  return course;
}

// 秘密, 机密, 绝密 as somebody gave it in the file binds the check and what rests on it.
TEST(SecrecyArticle42, WhatIsClassifiedIsNeitherFoundPublishableNorPutBeforeThePublic) {
  for (const char* code : {"DRF-04", "DRF-05"}) {
    Course course = planned("2026-03-02T10:00:00+08:00");
    classified(course, {code}).by(office());
    const auto rule = course.unmet("notice.check", Course::publishable);
    EXPECT_EQ(rule.id, "G07K") << code;
    EXPECT_EQ(rule.seen.at("classified"), (Json{code}));
    Course withheld = course;
    withheld.send("notice.check", R"({"finding":"withheld","reason":"草案定为机密"})");
    classified(course, {"PUB-12"}).send("notice.check", Course::publishable).by(drafter());
    // Classified after the check: nor is the notice opened.
    EXPECT_EQ(classified(course, {code}).refused("notice.open", notice), "rules-unmet G07K");
    classified(course, {}).send("notice.open", notice).in({"pp_open"});
  }
}

// Its public copy is gone as soon as it is classified: the public was not heard by that notice,
// also where the class is lowered before its outcome is published.
TEST(SecrecyArticle42, ANoticeWhoseDraftWasTakenFromThePublicIsNoOpenCall) {
  const auto told = [](Course& course, const char* code) {
    course.by(matter::clock_actor())
        .send("system.classified", std::string(R"({"code":")") + code + "\"}");
  };
  for (const char* code : {"DRF-04", "DRF-05"}) {
    Course course, other, after;
    told(course.noticed(), code);
    course.notice_over().by(drafter()).add({"PUB-05"});
    EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10C");
    course.by(office()).send("step.reopen", R"({"step":"pp","reason":"公告期间草案定密"})");
    course.in({"pp_planning"});
    told(other.noticed(), "PUB-01");
    other.notice_over().heard_out();
    // Classified once the notice was over it had been public for the whole of it.
    after.notice_closed().by(drafter()).add({"PUB-05"});
    classified(after, {code}).send("participation.feedback").in({"pp_done"});
  }
}

TEST(SecrecyArticle42, ADecisionThatIsClassifiedIsNotPublished) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  for (const char* code : {"DRF-04", "ISS-01", "ISS-04"}) {
    classified(course, {code});
    EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G26K") << code;
  }
  classified(course, {"LEG-01"}).send("publication.publish", Course::channels).in({"published"});
}

// Whoever carries it out takes no decision from the public that the public has.
TEST(SecrecyArticle42, ADecisionIsThePublicsOnceItIsPublished) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  const auto is_public = [&](const char* code) {
    return matter::is_published(*major_decision(), course.given.snapshot(), code);
  };
  for (const char* code : {"ISS-01", "ISS-04"}) EXPECT_FALSE(is_public(code)) << code;
  course.send("publication.publish", Course::channels).in({"published"});
  for (const char* code : {"DRF-04", "ISS-01", "ISS-04"}) EXPECT_TRUE(is_public(code)) << code;
  EXPECT_FALSE(is_public("LEG-01"));
}

// Nor does the drafting unit take from it, once the notice has ended, what it was asked on.
TEST(SecrecyArticle42, ADraftIsThePublicsOnceItWasAskedOnIt) {
  Course course;
  course.noticed();
  const auto is_public = [&](const char* code) {
    return matter::is_published(*major_decision(), course.given.snapshot(), code);
  };
  EXPECT_FALSE(is_public("DRF-04"));  // as long as it is open that has a reason of its own
  course.notice_over();
  for (const char* code : {"DRF-04", "DRF-05"}) EXPECT_TRUE(is_public(code)) << code;
  EXPECT_FALSE(is_public("DRF-03"));
}

TEST(SecrecyArticle42, WhatMayNotBePublishedOpensNoNotice) {
  Course course = planned();
  course.by(office()).add({"PUB-12"});
  for (const char* silent : {R"({"finding":"withheld"})", R"({"finding":"withheld","reason":""})"})
    EXPECT_EQ(course.refused("notice.check", silent), "rules-unmet G07C");
  course.send("notice.check", R"({"finding":"withheld","reason":"附件二列有涉密点位"})");
  EXPECT_FALSE(is_task_of_the_office(course));
  EXPECT_EQ(course.by(drafter()).refused("notice.open", notice), "rules-unmet G07S");
  course.file("DRF-05", "without-the-annex").by(office()).file("PUB-12", "checked-again");
  course.send("notice.check", Course::publishable).by(drafter()).send("notice.open", notice);
}

TEST(SecrecyArticle42, ADraftThatIsDraftedAgainIsCheckedAgain) {
  Course course = planned().checked_for_secrets();
  course.send("draft.redraft", R"({"reason":"按评估意见修改"})").file("DRF-04", "another-text");
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  for (const char* unit : {"finance", "land"})
    course.given.send("coordination.reply", {{"unit", unit}, {"opinion", "agree"}});
  course.send("coordination.conclude");
  EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G07S");
  course.checked_for_secrets().send("notice.open", notice).in({"pp_open"});
}

TEST(SecrecyArticle42, WhoDraftedDoesNotCheck) {
  const auto both = [](const char* account) {
    return actor(account, {"drafter", "office"}, "education");
  };
  Course course = planned();
  course.by(both("lu")).given.add("DRF-05", "by-lu");
  Course drafted = course;
  for (const char* account : {"wang", "lu"}) {  // settled the draft; filed a version of a text
    course.by(office()).add({"PUB-12"}).by(both(account));
    EXPECT_EQ(course.refused("notice.check", Course::publishable), "rules-unmet G07U") << account;
    Actor delegate = office();
    delegate.on_behalf_of = account;
    EXPECT_EQ(course.by(delegate).refused("notice.check", Course::publishable), "rules-unmet G07U")
        << account;
    course.by(both(account)).given.add("PUB-12", "by-a-drafter");
    EXPECT_EQ(course.by(office()).refused("notice.check", Course::publishable), "rules-unmet G07U")
        << account;
  }
  // A colleague of theirs may, who had no part in the draft.
  drafted.by(both("qi")).add({"PUB-12"}).send("notice.check", Course::publishable).by(drafter());
  drafted.send("notice.open", notice).in({"pp_open"});
}

// The office decides that a change is of the gravest kind; the text stays as it was.
TEST(SecrecyArticle42, AFurtherNoticeHasACheckOfItsOwn) {
  Course course;
  course.proceeded().at("2026-04-03T09:00:00+08:00").changed("C5").consulted_again();
  EXPECT_EQ(course.by(drafter()).refused("notice.open", notice), "rules-unmet G07S");
  EXPECT_EQ(course.by(office()).refused("notice.check", Course::publishable), "rules-unmet G07C");
  course.checked_for_secrets().send("notice.open", notice).in({"pp_open"});
}

TEST(SecrecyArticle42, ACheckFromBeforeTheChangeOpensNoNotice) {
  for (const char* changed_at : {"2026-04-03T09:00:00+08:00", "2026-04-03T09:00:01+08:00"}) {
    Course course;
    course.proceeded().by(drafter()).file("DRF-04", "rewritten");
    course.at("2026-04-03T09:00:00+08:00").by(office()).add({"PUB-12"});
    course.at(changed_at).changed("C2").in({"pp_planning"}).by(office());
    if (course.given.now() == parse_instant("2026-04-03T09:00:00+08:00")) {
      course.send("notice.check", Course::publishable)
          .by(drafter())
          .send("notice.open", notice)
          .in({"pp_open"});
    } else {
      EXPECT_EQ(course.refused("notice.check", Course::publishable), "rules-unmet G07C");
    }
  }
}

TEST(SecrecyArticle42, WhatIsLawfullyNotPublicNeedsNone) {
  Course course = planned();
  course.add({"PUB-10"});
  course.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  course.in({"pp_done"});
}

// Decree 713 art. 32 and art. 17 of the regulations on open government information: what is
// published in the end was found fit for it, and what was found secret before says why no more.
Course to_be_published() {
  Course course;
  return course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
}

TEST(Article32, PublicationStatesWhatTheCheckFound) {
  Course course = to_be_published();
  EXPECT_EQ(course.refused("publication.publish", R"({"channels":["公报","网站"]})"),
            "invalid-form /finding");
  EXPECT_EQ(
      course.refused("publication.publish", R"({"finding":"withheld","channels":["公报","网站"]})"),
      "rules-unmet G26F");
  course.send("publication.publish", Course::channels).in({"published"});
  const Json& checked = course.given.snapshot().session.data.at("publication").at("checked");
  EXPECT_EQ(checked.at("finding"), "publishable");
  EXPECT_EQ(checked.at("by"), "chen");
}

TEST(Article32, WhatWasKeptFromThePublicIsNotPublishedWithoutSayingWhyItMayBe) {
  const char* anew = R"({"finding":"publishable","finding_reason":"已依法解密",
                         "channels":["公报","网站"]})";
  Course hidden;
  hidden.coordinated().by(office()).add({"PUB-12"});
  hidden.send("notice.check", R"({"finding":"withheld","reason":"附件二列有涉密点位"})");
  hidden.by(drafter()).add({"PUB-10"});
  hidden.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  hidden.argued().assessed().reviewed_for_competition().by(head());
  hidden.send("exception.confirm", R"({"no":1})").to_the_meeting();
  hidden.stances().head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  hidden.issued_to_be_signed().sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})");
  hidden.by(office()).add({"ISS-02", "ISS-04"});
  EXPECT_EQ(hidden.refused("publication.publish", Course::channels), "rules-unmet G26F");
  Course delivered = hidden;
  delivered.send("publication.restrict", R"({"finding":"withheld","approver":"zhao",
      "basis":"《保守国家秘密法》第十三条"})");
  delivered.by(head()).send("exception.confirm", R"({"no":2})").by(office());
  delivered.send("publication.deliver", Course::recipients).in({"published"});
  hidden.send("publication.publish", anew).in({"published"});
}

TEST(Article32, WhoDraftedDoesNotStateWhatTheCheckFound) {
  Course course = to_be_published();
  Actor delegate = office();
  delegate.on_behalf_of = "wang";
  for (const Actor& who : {actor("wang", {"drafter", "office"}, "education"), delegate})
    EXPECT_EQ(course.by(who).refused("publication.publish", Course::channels), "rules-unmet G26U");
  course.by(office()).send("publication.publish", Course::channels);
}

matter::PerformedArticle performed_42(const Course& course) {
  for (const auto& source :
       matter::performed(matter::Articles(major_decision()), course.given.snapshot(),
                         course.given.events(), course.given.clocks()))
    if (source.id == "secrecy") return source.articles.at(0);
  throw std::runtime_error("no such source");
}

TEST(SecrecyArticle42, TheStatementOfProcedureTellsWhoCheckedAndOnWhatPaper) {
  Course course = planned().checked_for_secrets();
  const auto checked = performed_42(course);
  EXPECT_EQ(checked.outcome, matter::Outcome::done);
  ASSERT_EQ(checked.deeds.size(), 1u);
  EXPECT_EQ(checked.deeds[0].event, "notice.check");
  EXPECT_EQ(checked.deeds[0].by.account, "chen");
  EXPECT_THAT(checked.documents, Contains(Field(&matter::Document::code, "PUB-12")));
  Course hidden = planned();
  hidden.add({"PUB-10"});
  hidden.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  EXPECT_EQ(performed_42(hidden).outcome, matter::Outcome::not_required);
}

}  // namespace
}  // namespace gavel::law
