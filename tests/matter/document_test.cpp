#include "engine/matter/context.hpp"
#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

TEST(Document, GetsItsVersionTimeAndAuthorFromTheEvent) {
  Given given = registered();
  given.add("D1", "aa").later(1h).add("D2", "bb").add("D1", "cc");
  const auto& documents = *given.snapshot().documents;
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].version, 1);
  EXPECT_EQ(documents[1].version, 1);
  EXPECT_EQ(documents[2].version, 2);
  EXPECT_EQ(documents[2].by, "wang");
  EXPECT_EQ(to_string(documents[2].at), "2026-03-02T10:00:00.000+08:00");
  EXPECT_EQ(given.snapshot().version, 4);
}

TEST(Document, IsAnEventOfTheMatterWithItsDigestAtTheTopOfItsData) {
  Given given = registered();
  given.add("D1", "aa");
  const Event& event = given.events().back();
  EXPECT_EQ(event.kind, "document");
  EXPECT_EQ(event.name, "D1");
  EXPECT_EQ(string_or(event.data, "sha256"), "aa");
}

TEST(Document, OfACodeTheProcedureLacksIsRefused) {
  Given given = registered();
  const Refusal refusal = Given::refusal_of(given.ask(AddDocument{Given::document("D9")}));
  EXPECT_EQ(reason(refusal), "invalid-form");
  EXPECT_EQ(refusal.form.at(0).pointer, "/code");
}

TEST(Document, IsAddedByThoseWhoHoldARoleInTheMatter) {
  Given given = registered();
  given.by(counsel()).add("D1");
  for (const Actor& other : {actor("guest", {}), actor("zhao", {"clerk"}, "transport")}) {
    given.by(other);
    EXPECT_EQ(reason(Given::refusal_of(given.ask(AddDocument{Given::document("D1")}))),
              "not-permitted");
  }
}

/// The petition procedure, with D1 reserved for counsel.
std::shared_ptr<const procedure::Procedure> reserved() {
  std::string xml(petition_xml);
  const std::string document = R"(<g:document code="D1")";
  xml.replace(xml.find(document), document.size(), document + R"( who="counsel")");
  return procedure_of(xml, "petition.scxml");
}

TEST(Document, IsFiledByThoseTheProcedureReservesItFor) {
  Given given(reserved());
  given.by(clerk()).open(object(R"({"subject":"噪声"})"));
  const Refusal refusal = Given::refusal_of(given.ask(AddDocument{Given::document("D1")}));
  EXPECT_EQ(reason(refusal), "not-permitted");
  EXPECT_EQ(refusal.roles, std::vector<std::string>{"counsel"});
  const auto may_file = [&](const Actor& who) {
    return fileable(given.procedure(), given.snapshot(), who, {});
  };
  EXPECT_EQ(may_file(clerk()), std::vector<std::string>{"D2"});
  EXPECT_EQ(may_file(counsel()), (std::vector<std::string>{"D1", "D2"}));
  EXPECT_TRUE(may_file(actor("guest", {})).empty());
  given.add("D2").by(counsel()).add("D1");
}

// What the procedure has written by the system is filed by it too, and nothing else is.
TEST(Document, IsFiledByTheSystemWhereItWritesIt) {
  std::string xml(petition_xml);
  const std::string document = R"(<g:document code="D1")";
  xml.replace(xml.find(document), document.size(),
              document + R"( who="counsel" written="meeting-notice")");
  Given given(procedure_of(xml, "petition.scxml"));
  given.by(clerk()).open(object(R"({"subject":"噪声"})")).by(clock_actor());
  EXPECT_EQ(reason(Given::refusal_of(given.ask(AddDocument{Given::document("D2")}))),
            "not-permitted");
  given.add("D1");
  EXPECT_EQ(given.snapshot().documents->back().by, "clock");
  given.by(actor("clock", {"clock"}, "education"));
  EXPECT_EQ(reason(Given::refusal_of(given.ask(AddDocument{Given::document("D1")}))),
            "not-permitted");
}

TEST(Document, TellsEveryoneWhoFiledAVersionOfIt) {
  Given given = registered();
  given.add("D1", "aa").by(counsel()).add("D1", "bb").by(clerk()).add("D1", "cc");
  const Actor nobody;
  const Now now{nobody, {}, given.now(), real_calendar(), nullptr, nullptr};
  const Context context(given.procedure(), given.snapshot(), now);
  const auto seen = expression::Expression::parse("_x.documents['D1'].authors");
  ASSERT_TRUE(seen.has_value());
  const auto value = context.evaluator({})(*seen);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(json_text(std::get<Json>(*value)),
            json_text(Json(JsonArray{clerk().account, counsel().account})));
}

TEST(Document, IsNoLongerAddedOnceTheMatterIsFinished) {
  Given given = registered();
  given.send("withdraw");
  EXPECT_EQ(reason(Given::refusal_of(given.ask(AddDocument{Given::document("D1")}))), "finished");
}

TEST(Document, IsSeenByExpressionsInItsLatestVersion) {
  Given given = noticed();
  given.facts(all_answered()).at("2026-03-17T00:00:00+08:00");
  const auto unmet = [&] {
    given.by(counsel());
    return given.refused("answer", object(R"({"conclusion":"support"})"));
  };
  EXPECT_EQ(json_text(unmet().rules.at(0).seen), R"({"missing":["D1","D2"]})");
  given.by(clerk()).add("D2");
  EXPECT_EQ(json_text(unmet().rules.at(0).seen), R"({"missing":["D1"]})");
  given.by(clerk()).add("D1");
  EXPECT_EQ(reason(unmet()), "signature-required");
}

TEST(Documents, TellWhichReadOtherwiseThanWhenSoManyWereThere) {
  const std::vector<Document> documents{Given::document("D1", "a"), Given::document("D2", "b"),
                                        Given::document("D2", "c"), Given::document("D3", "d"),
                                        Given::document("D1", "x"), Given::document("D1", "a")};
  const auto revised_since = [&](std::size_t filed, std::size_t now) {
    return revised(std::span(documents).first(now), filed);
  };
  const std::vector<std::string> none, second{"D2"}, both{"D1", "D2"};
  EXPECT_EQ(revised_since(2, 2), none);
  EXPECT_EQ(revised_since(2, 5), both);
  EXPECT_EQ(revised_since(2, 6), second);  // the text of D1 was put back
  EXPECT_EQ(revised_since(3, 4), none);    // D3 is new since then
  EXPECT_EQ(revised_since(0, 6), none);
  EXPECT_EQ(revised_since(9, 6), none);
}

}  // namespace
}  // namespace gavel::matter
