// Decree 713 art. 32 and art. 42 of the regulations that implement the State Secrets Law: a
// decision that may not be public is asked to be kept from it, the head answers, and then it is
// delivered. What may be public is published.
#include "engine/matter/performed.hpp"
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

constexpr const char* first = R"({"no":1})";
constexpr const char* denied = R"({"no":1,"reason":"不涉及国家秘密"})";
constexpr const char* dropped = R"({"no":1,"reason":"误提出"})";
constexpr const char* anew = R"({"finding":"publishable","finding_reason":"经重新审查不涉密",
                                 "channels":["公报","网站"]})";
Actor colleague() { return actor("xin", {"office"}, "office"); }

const JsonObject& publication(Course& course) { return data(course, "publication"); }
std::string approval_of(const Course& course, std::size_t number) {
  return string_or(
      course.given.snapshot().session.data.at("exceptions").at(number - 1).get_object(),
      "approval");
}

TEST(Article32, WhatMayNotBePublishedIsDeliveredOnceTheHeadHasConfirmedIt) {
  Course course;
  course.signed_off().by(office());
  EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26R");
  course.add({"ISS-02"});
  EXPECT_EQ(course.refused("publication.restrict", R"({"basis":"《保密法》","approver":"zhao"})"),
            "invalid-form /finding");
  course.send("publication.restrict", Course::restriction).in({"publishing"});
  EXPECT_EQ(course.given.snapshot().session.data.at("exceptions").at(0).at("kind"),
            "not_published");
  const auto unmet = course.unmet("publication.deliver", Course::recipients);
  EXPECT_EQ(unmet.id, "G26C");
  EXPECT_THAT(
      unmet.remedy.zh,
      testing::HasSubstr("exception.confirm）。待确认：1 决策不予公布（zhao）；已否认：—。"));
  course.by(head()).send("exception.confirm", first).by(office());
  EXPECT_EQ(course.refused("publication.deliver"), "invalid-form /recipients");
  course.send("publication.deliver", Course::recipients).in({"published"});
  EXPECT_EQ(publication(course).at("delivered_on"), "2026-04-21");
  EXPECT_EQ(publication(course).at("recipients").at(0), "财政局");
  EXPECT_EQ(publication(course).at("basis"), "《保守国家秘密法》第十三条");
  EXPECT_EQ(publication(course).at("restriction").at("finding"), "withheld");
}

TEST(Practice, WhatTheApproverDeniedOrHasNotAnsweredIsNotAskedAgain) {
  Course course;
  course.restricted();
  EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26Z");
  course.by(head()).send("exception.dispute", R"({"no":1,"reason":"可以公开"})").by(office());
  EXPECT_EQ(course.refused("publication.restrict", Course::restriction), "rules-unmet G26Z");
  Course other_basis = course;
  other_basis.send("publication.restrict", R"({"finding":"withheld","finding_reason":"涉密",
      "basis":"《政府信息公开条例》第十四条","approver":"zhao"})");
  course.file("ISS-02", "checked-anew").send("publication.restrict", Course::restriction);
}

// 档案法实施条例 art. 30: the volume says whether its decision was made public, for whoever is
// asked to open it.
TEST(Article32, TheVolumeSaysWhetherItsDecisionWasMadePublic) {
  const auto disclosure_of = [](Course& course) {
    course.by(archivist()).send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})");
    for (const chart::Effect& effect : course.given.effects()) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      if (sent != nullptr && sent->event == "build")
        return string_or(sent->data.as_object(), "disclosure");
    }
    return std::string("no package");
  };
  constexpr const char* annulment = R"({"by":"court","number":"行初1号","reason":"程序违法"})";
  Course open, kept, unpublished;
  open.executed().proved().by(office()).add({"LIA-01"}).send("decision.annul", annulment);
  open.send("execution.announce_end", announced("政府网站", open));
  EXPECT_EQ(disclosure_of(open), "public");
  kept.restriction_confirmed().add({"LIA-01"}).send("decision.annul", annulment);
  EXPECT_EQ(disclosure_of(kept), "non_public");
  unpublished.signed_off().by(office()).add({"LIA-01"}).send("decision.annul", annulment);
  EXPECT_EQ(disclosure_of(unpublished), "");
}

// Nobody comes back to a stage that is behind, and where it only is told why it is too early
// nothing is published.
TEST(Article32, WhatIsPublishedAlreadyIsNotSentBackToAnEarlierStage) {
  Course course;
  course.published().by(office());
  const auto refusal = course.given.refused("publication.publish", object(Course::channels));
  EXPECT_EQ(matter::name(refusal.reason), "not-now");
  EXPECT_THAT(refusal.taken_in, testing::IsEmpty());
}

TEST(Article32, NothingIsDeliveredThatNobodyAskedToKeepFromThePublic) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02"});
  EXPECT_EQ(course.refused("publication.deliver", Course::recipients), "rules-unmet G26C");
}

TEST(Article32, WhatTheCheckFoundFitForThePublicIsNotKeptFromIt) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02"});
  const auto asked = [](const char* finding, const char* more = "") {
    return std::string(R"({"basis":"《保守国家秘密法》","approver":"zhao","finding":")") + finding +
           "\"" + more + "}";
  };
  const auto rule =
      course.unmet("publication.restrict", asked("publishable", R"(,"finding_reason":"r")"));
  EXPECT_EQ(rule.id, "G26Q");
  EXPECT_EQ(rule.citations.at(1).label.en, "Regulations on Open Government Information art. 17");
  // The check before the notice found the draft fit for it: why not the decision?
  EXPECT_EQ(course.refused("publication.restrict", asked("withheld")), "rules-unmet G26Q");
  course.send("publication.restrict", asked("withheld", R"(,"finding_reason":"附件涉密")"));
}

TEST(Article32, WhoDraftedDoesNotStateThatItMayNotBePublic) {
  Course course;
  course.signed_off().by(office()).add({"ISS-02"});
  Actor delegate = office();
  delegate.on_behalf_of = "wang";
  for (const Actor& who : {actor("wang", {"drafter", "office"}, "education"), delegate})
    EXPECT_EQ(course.by(who).refused("publication.restrict", Course::restriction),
              "rules-unmet G26U");
}

// Nobody publishes what somebody says is secret before the head has seen it.
TEST(Article32, WhileItIsAskedNothingIsPublishedAndADenialClearsTheWay) {
  Course course;
  course.restricted().add({"ISS-04"});
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G26F G26W");
  course.file("ISS-02", "checked-anew");
  EXPECT_EQ(course.refused("publication.publish", anew), "rules-unmet G26W");
  course.by(head()).send("exception.dispute", denied).by(office());
  EXPECT_EQ(course.refused("publication.deliver", Course::recipients), "rules-unmet G26C");
  // It was found otherwise: another check, and why it may be public now.
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G26F");
  course.send("publication.publish", anew).in({"published"});
  EXPECT_EQ(publication(course).at("checked").at("reason"), "经重新审查不涉密");
  // Nothing rests on what was denied: the archive does not wait for it.
  course.by(colleague()).send("exception.drop", dropped);
  EXPECT_EQ(approval_of(course, 1), "dropped");
}

TEST(Article32, ADenialDoesNotPublishOnThePaperThatFoundItSecret) {
  Course course;
  course.restricted().add({"ISS-04"}).by(head()).send("exception.dispute", denied).by(office());
  EXPECT_EQ(course.refused("publication.publish", anew), "rules-unmet G26F");
  course.file("ISS-02", "checked-anew").send("publication.publish", anew).in({"published"});
}

TEST(Article32, WhatWasAskedByMistakeIsDroppedBySomebodyElseAndPublished) {
  Course course;
  course.restricted().add({"ISS-04"});
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39W");
  course.by(colleague()).send("exception.drop", dropped).by(office());
  EXPECT_EQ(course.refused("publication.deliver", Course::recipients), "rules-unmet G26C");
  course.file("ISS-02", "checked-anew").send("publication.publish", anew).in({"published"});
}

TEST(Article32, WhatWasDeniedMayBeAskedOnAnotherBasis) {
  Course course;
  course.restricted().by(head()).send("exception.dispute", denied).by(office());
  course.send("publication.restrict", R"({"finding":"withheld","finding_reason":"附件为商业秘密",
      "basis":"《政府信息公开条例》第十五条","approver":"zhao"})");
  EXPECT_EQ(course.refused("publication.deliver", Course::recipients), "rules-unmet G26C");
  course.by(head()).send("exception.confirm", R"({"no":2})").by(office());
  course.send("publication.deliver", Course::recipients).in({"published"});
  EXPECT_EQ(publication(course).at("basis"), "《政府信息公开条例》第十五条");
  course.by(colleague()).send("exception.drop", dropped);
}

// What it rests on does not fall away: it was delivered, and the public has not seen it.
TEST(Article32, WhatWasDeliveredStandsAsAnException) {
  Course course;
  course.delivered().by(colleague());
  EXPECT_EQ(course.refused("exception.drop", dropped), "rules-unmet G39N G39X");
}

TEST(Article32, ItIsTheCheckThatTheHeadSawOnWhichItIsDelivered) {
  Course course;
  course.restriction_confirmed().file("ISS-02", "another-check");
  EXPECT_EQ(course.refused("publication.deliver", Course::recipients), "rules-unmet G26C");
  course.send("publication.restrict", Course::restriction).by(head());
  course.send("exception.confirm", R"({"no":2})").by(office());
  course.send("publication.deliver", Course::recipients).in({"published"});
}

TEST(Article32, TheTimeToPublishRunsOnWhileItIsAsked) {
  Course course;
  course.restricted().given.until("2026-06-30T00:00:00+08:00").in({"publishing"});
  const auto& overdue = course.given.snapshot().session.data.at("overdue").as_array();
  EXPECT_TRUE(std::ranges::any_of(
      overdue, [](const Json& each) { return each.at("clock") == Json("T11"); }));
}

// A channel that is added to a publication does not make one.
TEST(Article32, WhatWasDeliveredIsNotPublishedByAProof) {
  const char* added = R"({"channel":"日报","reference":"2版","on":"2026-04-21","added":true})";
  Course course;
  course.delivered().add({"ISS-03"});
  EXPECT_EQ(course.refused("publication.prove", added), "rules-unmet G26E");
  Course never;
  never.met().stances("oppose", "oppose").head_spoke();
  never.send("meeting.decide", R"({"outcome":"reject"})").record_signed().in({"not_adopted"});
  never.by(office()).add({"ISS-03"});
  EXPECT_EQ(never.refused("publication.prove", added), "rules-unmet G26E");
}

// Declassified, it is published while it is carried out, and proved like any other.
TEST(Article32, WhatWasDeliveredIsPublishedOnceItMayBe) {
  Course course;
  course.delivered().add({"EXE-01", "ISS-04"}).knows("unit", unit("works"));
  course.send("execution.assign", Course::tasks).forgets("unit").in({"executing"});
  course.at("2026-06-01T09:00:00+08:00");
  EXPECT_EQ(course.refused("publication.publish", anew), "rules-unmet G26F");
  course.file("ISS-02", "declassified");
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G26F");
  course.send("publication.publish", anew).in({"executing"});
  EXPECT_EQ(publication(course).at("on"), "2026-04-21");
  EXPECT_EQ(publication(course).at("published_on"), "2026-06-01");
  EXPECT_EQ(course.refused("publication.publish", anew), "not-now");
  const auto proof = [](const char* channel, const char* on) {
    return std::string(R"({"reference":"第9期","channel":")") + channel + R"(","on":")" + on +
           "\"}";
  };
  course.add({"ISS-03"});
  EXPECT_EQ(course.refused("publication.prove", proof("公报", "2026-05-31")), "rules-unmet G26P");
  course.send("publication.prove", proof("公报", "2026-06-01")).by(executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.send("execution.finish", R"({"text":"完成"})").by(archivist());
  const char* place = R"({"fonds":"X043","organisation":"BGS"})";
  EXPECT_EQ(course.refused("archive.collect", place), "rules-unmet G26A");
  course.by(office()).send("publication.prove", proof("网站", "2026-06-01")).by(archivist());
  course.send("archive.collect", place).in({"building"});
}

TEST(Article32, WhatWasPublishedIsNotPublishedAnew) {
  Course course;
  course.executed().by(office());
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "not-now");
}

// What was asked is no publication yet.
TEST(Article26, StatementTellsOfADeliveryAndNotOfAQuestion) {
  const auto deeds = [](const Course& course) {
    std::vector<std::string> out;
    for (const auto& source :
         matter::performed(matter::Articles(major_decision()), course.given.snapshot(),
                           course.given.events(), course.given.clocks()))
      for (const auto& article : source.articles)
        if (source.id == "decree-713" && article.article.number == "32")
          for (const auto& deed : article.deeds) out.push_back(deed.event);
    return out;
  };
  Course course;
  EXPECT_THAT(deeds(course.restriction_confirmed()), testing::IsEmpty());
  course.send("publication.deliver", Course::recipients);
  EXPECT_THAT(deeds(course), testing::ElementsAre("publication.deliver"));
}

}  // namespace
}  // namespace gavel::law
