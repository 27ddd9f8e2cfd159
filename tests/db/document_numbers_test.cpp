// Document numbers: of one organ none for two matters, whoever writes at the same time.
#include "db/document_numbers.hpp"

#include <thread>

#include "db/facts.hpp"
#include "db/projections.hpp"
#include "tests/db/node.hpp"
#include "tests/db/signing_office.hpp"

namespace gavel::db {
namespace {

using test::clerk;
using test::Cluster;
using test::Node;
using test::psql;
using test::signing_office;

/// What the database knows, and what happens between a look at it and the decision.
struct Interrupted final : desk::Facts {
  explicit Interrupted(Pool& pool) : known(pool) {}
  JsonObject of(const matter::Snapshot& snapshot) override { return known.of(snapshot); }
  JsonObject named(const desk::Naming& naming) override {
    JsonObject said = known.named(naming);
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return said;
  }
  db::Facts known;
  std::function<void()> meanwhile;
};

/// One of the servers on a database.
struct Writer : Node {
  explicit Writer(const std::string& url) : Node(url, project) {}

  /// "done", or "N1 held by a".
  std::string send(const char* event, const std::string& id, const char* number) {
    const auto done =
        secretary.send(id, {.event = event, .data = {{"number", number}}, .signature = {}}, clerk);
    if (done) return "done";
    const auto* refusal = std::get_if<matter::Refusal>(&done.error());
    if (refusal == nullptr || refusal->rules.empty()) return describe(done.error());
    const Json& held = refusal->rules[0].seen.at("held_by");
    return refusal->rules[0].id + " held by " +
           (held.is_object() ? string_or(held.get_object(), "matter") : "nobody");
  }
  std::string sign(const std::string& id, const char* number) { return send("sign", id, number); }
  std::string correct(const std::string& id, const char* number) {
    return send("correct", id, number);
  }

  Interrupted seen{pool};
  desk::Desk secretary{{matters, procedures, calendars, seen, clock}};
};

struct DocumentNumbers : testing::Test {
  DocumentNumbers() {
    const auto installed =
        one.procedures.install(std::string(signing_office), "signing.scxml", test::start_of_tests);
    if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    for (const char* id : {"a", "b", "c"}) adopted(id);
  }
  void adopted(const std::string& id, const std::string& organ = "city") {
    const auto done = one.secretary.open(
        "signing-office",
        {.id = id, .title = "事项" + id, .policy = {}, .data = {{"organ", organ}}}, clerk);
    if (!done) ADD_FAILURE() << Node::describe(done.error());
  }
  std::string held() const {
    return psql(url,
                "SELECT string_agg(concat_ws(' ', matter, number, nth), ', ' ORDER BY matter) FROM "
                "document_number_held");
  }
  std::string url = Node::prepared();
  Writer one{url}, other{url};
};

TEST_F(DocumentNumbers, AreOfOneMatterAndTheRefusalSaysWhose) {
  EXPECT_EQ(one.sign("a", "政发〔2026〕9号"), "done");
  EXPECT_EQ(one.sign("b", "政发〔2026〕9号"), "N1 held by a");
  EXPECT_EQ(one.sign("b", "政发[2026] 9号"), "N1 held by a");
  EXPECT_EQ(one.sign("b", "政发〔2026〕10号"), "done");
  EXPECT_EQ(held(), "a 政发20269号 1, b 政发202610号 1");
}

// What was given before noughts were refused stands in the register as it was written then.
TEST_F(DocumentNumbers, FilledUpWithNoughtsAreTheSameNumbers) {
  const auto stands = [&](const char* matter, const char* number, const char* written) {
    psql(url, std::string("INSERT INTO document_number VALUES ('city', '") + number + "', 1, '" +
                  matter + "', 1, '" + written + "', now())");
  };
  stands("a", "政发202609号", "政发〔2026〕09号");
  stands("c", "政发2026012号", "政发〔２０２６〕 ０１２ 号");
  EXPECT_EQ(one.sign("b", "政发〔2026〕9号"), "N1 held by a");
  EXPECT_EQ(one.sign("b", "政发〔2026〕１２号"), "N1 held by c");
  EXPECT_EQ(one.sign("b", "政发〔2026〕90号"), "done");
  EXPECT_EQ(one.sign("a", "政发〔2026〕9号"), "done") << "it is its own";
}

// So does what was given before Chinese figures and 第 were left out of account.
TEST_F(DocumentNumbers, InChineseFiguresAreTheSameNumbers) {
  psql(url,
       "INSERT INTO document_number VALUES ('city', '政发2026第十二号', 1, 'a', 1, "
       "'政发〔2026〕第十二号', now())");
  EXPECT_EQ(one.sign("b", "政发〔2026〕12号"), "N1 held by a");
  EXPECT_EQ(one.sign("b", "政发〔2026〕11号"), "done");
  EXPECT_EQ(one.sign("c", "政发〔二〇二六〕第11号"), "N1 held by b");
  EXPECT_EQ(one.sign("c", "政发〔2026〕1-1号"), "done");
}

TEST_F(DocumentNumbers, AreOfEachOrgansOwn) {
  adopted("d", "county");
  EXPECT_EQ(one.sign("a", "发9号"), "done");
  EXPECT_EQ(one.sign("d", "发9号"), "done");
}

TEST_F(DocumentNumbers, StayTheMattersOwnWhenItIsSignedAgain) {
  EXPECT_EQ(one.sign("a", "发9号"), "done");
  EXPECT_EQ(one.sign("a", "发9 号"), "done");
  EXPECT_EQ(psql(url, "SELECT count(*) FROM document_number"), "1");
}

// A number that was wrong is the number of the decision it was taken from.
TEST_F(DocumentNumbers, ThatWereCorrectedBelongToNoneAndMayBeTaken) {
  EXPECT_EQ(one.sign("a", "发9号"), "done");
  EXPECT_EQ(one.correct("a", "发8号"), "done");
  EXPECT_EQ(one.sign("b", "发9号"), "done");
  EXPECT_EQ(one.correct("a", "发9号"), "N1 held by b");
  EXPECT_EQ(one.sign("c", "发8号"), "N1 held by a");
  EXPECT_EQ(one.correct("b", "发10号"), "done");
  EXPECT_EQ(one.correct("a", "发9号"), "done");
  EXPECT_EQ(held(), "a 发9号 3, b 发10号 1");
}

// The other node commits after this one has looked and before it writes.
TEST_F(DocumentNumbers, ThatAnotherNodeTookMeanwhileAreRefusedByTheRule) {
  one.seen.meanwhile = [&] { EXPECT_EQ(other.sign("b", "发9号"), "done"); };
  EXPECT_EQ(one.sign("a", "发9号"), "N1 held by b");
  EXPECT_EQ(one.matters.counters().conflicts, 1u);
  EXPECT_EQ(one.matters.load("a")->snapshot.version, 1);
  EXPECT_EQ(one.sign("a", "发10号"), "done");
}

TEST_F(DocumentNumbers, AreGivenOnceHoweverManyAskAtTheSameTime) {
  constexpr int matters = 8;
  for (int i = 0; i < matters; ++i) adopted("m" + std::to_string(i));
  {
    std::vector<std::jthread> clerks;
    for (int i = 0; i < matters; ++i) {
      clerks.emplace_back([this, i] {
        Writer& node = i % 2 == 0 ? one : other;
        for (int number = 1; number <= matters; ++number) {
          if (node.sign("m" + std::to_string(i), ("发" + std::to_string(number) + "号").c_str()) ==
              "done")
            return;
        }
        ADD_FAILURE() << i << " got no number";
      });
    }
  }
  EXPECT_EQ(psql(url,
                 "SELECT count(DISTINCT number) || ' ' || count(DISTINCT matter) FROM "
                 "document_number_held"),
            "8 8");
}

// What a matter is opened with is told with its variables: whose decision it is.
TEST_F(DocumentNumbers, TheMatterThatIsNamedShowsItsVariablesAndParameters) {
  adopted("d", "county");
  EXPECT_EQ(one.sign("a", "发9号"), "done");
  const auto adjusts = [&](const char* predecessor) {
    const auto done = one.secretary.send(
        "a", {.event = "adjust", .data = {{"predecessor", predecessor}}, .signature = {}}, clerk);
    if (done) return std::string("done");
    return json_text(std::get<matter::Refusal>(done.error()).rules.at(0).seen.at("predecessor"));
  };
  EXPECT_EQ(adjusts("d"), R"({"organ":"county","_x.policy.pack":"none"})");
  EXPECT_EQ(adjusts("b"), "done");
}

TEST_F(DocumentNumbers, StandForEver) {
  EXPECT_EQ(one.sign("a", "发9号"), "done");
  for (const char* change :
       {"UPDATE document_number SET number = 'x'", "DELETE FROM document_number"})
    EXPECT_THROW(psql(url, change), std::runtime_error) << change;
}

// Numbers of before there was a register are in it, the same twice with both that have it.
TEST(DocumentNumbersMigration, TakesUpWhatWasGivenBefore) {
  const std::string url = Cluster::instance().fresh_database();
  migrate(url, migrations().first(40));
  psql(url, "INSERT INTO calendar (id, csv, installed_at) VALUES (repeat('a', 64), 'x', now())");
  psql(url, "INSERT INTO procedure VALUES (repeat('b', 64), 'major-decision', '1', 'x', now())");
  const auto event = [&](const std::string& id, int seq, const char* name,
                         const std::string& data) {
    psql(url, "INSERT INTO event VALUES ('" + id + "', " + std::to_string(seq) + ", '" +
                  (seq == 1 ? "opened" : "sent") + "', '" + name + "', '" + data +
                  "', '{}', '2026-03-0" + std::to_string(seq) +
                  "T09:00:00Z', '{}', repeat('a', 64), '{}', '{}')");
  };
  const auto given = [&](const std::string& id, int seq, const char* name, const char* number) {
    event(id, seq, name, std::string(R"({"data":{"number":")") + number + R"("}})");
  };
  for (const char* id : {"a", "b", "c"}) {
    psql(url, "INSERT INTO matter VALUES ('" + std::string(id) +
                  "', repeat('b', 64), 't', 'u', 'a', now(), 4, '{s}', false, now(), '{u}')");
    event(id, 1, "gavel.open", R"({"policy":{"pack":"arxan@2021.1"}})");
  }
  given("a", 2, "decision.sign", "政发〔2026〕9号");
  given("a", 3, "decision.correct", "政发〔2026〕10号");
  given("b", 2, "decision.sign", "政发 [２０２６] 10 号");
  migrate(url);
  EXPECT_EQ(psql(url,
                 "SELECT string_agg(concat_ws(' ', organ, matter, number, nth), ', ' ORDER BY "
                 "matter) FROM document_number_held"),
            "arxan a 政发202610号 2, arxan b 政发202610号 1");
}

}  // namespace
}  // namespace gavel::db
