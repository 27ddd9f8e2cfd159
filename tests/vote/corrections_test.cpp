// A vote that was entered wrong is put right by a new entry that says what it corrects; and what a
// count proves stays what it was, whatever the registers say later.
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

Given& entered(Given& given, const char* who, const char* what) {
  return given.by(recorder()).send("vote.cast", ballot(who, what));
}
Given& disputed(Given& given, const std::string& who) {
  return own(given.by(member(who))).send("vote.dispute", {{"text", "我投的是不同意"}});
}

TEST(CorrectedVote, IsKeptWithWhatItCorrects) {
  Given given = voting();
  entered(given, "m4", "agree");
  const auto entry = given.snapshot().version;
  disputed(given, "m4").at("2026-03-05T10:00:00+08:00");
  entered(given, "m4", "oppose");
  const Json& kept = of(given, "vote_corrections").at(0);
  EXPECT_EQ(kept.at("member"), "m4");
  EXPECT_EQ(kept.at("vote"), "agree");
  EXPECT_EQ(kept.at("by"), "rec");
  EXPECT_EQ(kept.at("dispute"), "我投的是不同意");
  EXPECT_EQ(kept.at("entry"), Json(entry));
  EXPECT_EQ(kept.at("corrected_entry"), Json(entry + 2));
  EXPECT_EQ(kept.at("corrected_at"), "2026-03-05T10:00:00.000+08:00");
  EXPECT_EQ(of(given, "votes").at(0).at("vote"), "oppose");
  EXPECT_EQ(of(given, "votes").at(0).at("status"), "entered");
}

TEST(CorrectedVote, OfWhatNobodyDisputedThereIsNone) {
  Given given = voting();
  entered(given, "m4", "agree");
  own(given.by(member("m4"))).send("vote.confirm");
  given.data("vote_corrections", JsonArray());
}

// ---- the chair who votes last

const JsonObject chair_last{{"chair_votes_last", true}};

TEST(ChairVotesLast, WhereTheBodySaysSo) {
  Given given = at_table(6, 4, chair_last);
  at_vote(given, 4);
  vote(given, {"m2", "m3"}, "agree").by(chair());
  const JsonObject own_vote{{"member", "m1"}, {"vote", "agree"}};
  EXPECT_EQ(unmet(own(given), "vote.cast", own_vote), "V29");
  vote(given, {"m4"}, "agree").by(chair());
  own(given).send("vote.cast", own_vote);
  close(given).in({"carried"});
  Given any_order = at_table(6, 4);
  at_vote(any_order, 4).by(chair());
  own(any_order).send("vote.cast", own_vote);
}

TEST(ChairVotesLast, AndAnewWhenAnothersEntryIsPutRight) {
  Given given = at_table(6, 4, chair_last);
  at_vote(given, 4);
  vote(given, {"m2", "m3"}, "agree");
  entered(given, "m4", "agree");
  vote(given, {"m1"}, "agree");
  disputed(given, "m4").by(recorder());
  given.send("vote.cast", ballot("m4", "oppose"));
  EXPECT_EQ(of(given, "chair_before").at(0).at("vote"), "agree");
  own(given.by(member("m4"))).send("vote.confirm").by(recorder());
  EXPECT_EQ(unmet(given, "vote.close"), "V14");  // the chair has to vote anew
  vote(given, {"m1"}, "abstain");
  close(given);
  EXPECT_EQ(of(given, "count_of").at("abstain"), Json(1));
}

TEST(ChairVotesLast, NotWhileADisputeIsOpen) {
  Given given = at_table(6, 4, chair_last);
  at_vote(given, 4);
  vote(given, {"m2", "m3"}, "agree");
  disputed(entered(given, "m4", "agree"), "m4").by(chair());
  EXPECT_EQ(unmet(own(given), "vote.cast", {{"member", "m1"}, {"vote", "agree"}}), "V29");
}

TEST(ChairVotesLast, CorrectsTheOwnEntryLikeAnybody) {
  Given given = at_table(6, 4, chair_last);
  at_vote(given, 4);
  vote(given, {"m2", "m3", "m4"}, "agree");
  disputed(entered(given, "m1", "agree"), "m1");
  vote(given, {"m1"}, "oppose");
  EXPECT_EQ(of(given, "vote_corrections").as_array().size(), 1U);
  given.data("chair_before", JsonArray());
  close(given).in({"not_carried"});  // three of six
}

// ---- what the count proves

TEST(Result, OfAVoteNamesWhoWasEntitledPresentAbsentAndRecused) {
  Given given = called();
  given.by(recorder()).send("attendance.recuse", {{"member", "m6"}, {"reason", "利害关系"}});
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  at_vote(given, 4);
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  JsonObject known = numbers();
  known["registers"].as_object()["seats"] = object(
      R"({"found":[{"account":"m1","name":"张三","unit":"board","posts":[{"organ":"集团","title":"董事长","seat":"executive"}]}],
          "missing":[]})");
  close(given.facts(std::move(known))).in({"carried"});
  const Json& result = of(given, "meeting").at("result");
  EXPECT_EQ(json_text(result.at("entitled")), R"(["m1","m2","m3","m4","m5"])");
  EXPECT_EQ(json_text(result.at("present")), R"(["m1","m2","m3","m4"])");
  EXPECT_EQ(json_text(result.at("absent")), R"(["m5"])");
  EXPECT_EQ(json_text(result.at("recused")), R"(["m6"])");
  EXPECT_EQ(result.at("seats").at(0).at("posts").at(0).at("title"), "董事长");
  EXPECT_EQ(of(given, "history").at(0).at("result"), result);
  // What the register says now is asked of those due.
  Given asking = voting();
  EXPECT_EQ(
      json_text(asked_of_registers(asking.procedure(), asking.snapshot(), {"vote.close", {}, {}},
                                   recorder(), asking.now(), real_calendar())
                    .at("seats")),
      R"(["m1","m2","m3","m4","m5","m6"])");
}

}  // namespace
}  // namespace gavel::matter
