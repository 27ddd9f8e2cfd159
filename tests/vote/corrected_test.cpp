// Entries of a vote that were made wrongly: who puts which right.
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

/// What the record says of the entry that is to be corrected.
JsonObject entry(const JsonObject& said) {
  JsonObject found{{"event", "topic.submit"}, {"account", ""},   {"unit", ""},
                   {"on_behalf_of", ""},      {"signed", false}, {"member", ""}};
  for (const auto& [name, value] : said) found[name] = value;
  if (!found.contains("root")) found["root"] = found.at("event");
  return {{"registers", JsonObject{{"seq", JsonObject{{"found", std::move(found)}}}}}};
}

TEST(Vote, AWrongEntryIsCorrectedByOneThatNamesIt) {
  Given given = called();
  const JsonObject correction{{"seq", 1}, {"text", "新建分馆"}, {"reason", "笔误"}};
  given.by(drafter()).facts(entry({{"account", drafter().account}}));
  EXPECT_EQ(unmet(given, "record.correct", {{"seq", 900}, {"text", "t"}, {"reason", "r"}}), "V19");
  given.send("record.correct", correction);
  EXPECT_EQ(given.snapshot().session.data.at("corrections").at(0).at("seq"), Json(1));
}

// Nobody puts another word into whoever made it, whom it is about or who signed it.
TEST(Vote, AnEntryIsCorrectedByWhoseItIs) {
  Given given = called();
  const JsonObject correction{{"seq", 1}, {"text", "同意"}, {"reason", "误录"}};
  const auto with = [&](const Actor& who, const JsonObject& of) {
    Given then = given;
    then.by(who).facts(entry(of));
    return then;
  };
  const auto corrects = [&](const Actor& who, const JsonObject& of) {
    with(who, of).send("record.correct", correction);
  };
  const auto barred = [&](const Actor& who, const JsonObject& of) {
    Given then = with(who, of);
    return unmet(then, "record.correct", correction);
  };
  const JsonObject spoken{
      {"event", "meeting.speak"}, {"account", "rec"}, {"unit", "records"}, {"member", "m2"}};
  corrects(recorder(), spoken);
  corrects(member("m2"), spoken);
  EXPECT_EQ(barred(member("m3"), spoken), "V19A");
  EXPECT_EQ(barred(office(), spoken), "V19A");
  const JsonObject signed_view{
      {"event", "view.send"}, {"account", "m2"}, {"member", "m2"}, {"signed", true}};
  corrects(member("m2"), signed_view);
  EXPECT_EQ(barred(recorder(), signed_view), "V19A");
  // How somebody voted is disputed, not corrected.
  const JsonObject voted{{"event", "vote.cast"}, {"account", "rec"}, {"member", "m2"}};
  EXPECT_EQ(barred(recorder(), voted), "V19A");
  EXPECT_EQ(barred(member("m2"), voted), "V19A");
  corrects(office(), {{"event", "clock.T12"}});
  EXPECT_EQ(barred(drafter(), {{"event", "clock.T12"}}), "V19A");
}

}  // namespace
}  // namespace gavel::matter
