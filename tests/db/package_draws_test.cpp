// A draw of experts is done again from the package alone (Decree 713 art. 20, 33).
#include "archive/verify_package.hpp"
#include "db/expert_draw.hpp"
#include "db/facts.hpp"
#include "db/people.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::Packaging;
using test::run;

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& each : list.as_array()) out.emplace_back(each.as_string());
  return out;
}

/// As the body of a draw has it, wherever it is read.
DrawAsked asked_in(const JsonObject& body) {
  const auto number = [&](const char* name) {
    return static_cast<std::size_t>(body.at(name).to_number<std::int64_t>());
  };
  DrawAsked out{.seed = string_or(body, "seed"),
                .limits = {.number = number("wanted"),
                           .department_most = number("department_most"),
                           .subordinate_most = number("subordinate_most")},
                .candidates = {},
                .kept = texts(body.at("keep")),
                .different_views = texts(body.at("different_views"))};
  for (const Json& each : body.at("candidates").as_array())
    out.candidates.push_back(
        {string_or(each.as_object(), "id"), string_or(each.as_object(), "kind")});
  return out;
}

JsonArray listed(const std::vector<std::string>& ids) { return JsonArray(ids.begin(), ids.end()); }

struct PackageDraws : Packaging {
  void SetUp() override {
    Packaging::SetUp();
    std::string xml(test::small_decision);
    const auto put = [&](const std::string& from, const std::string& to) {
      xml.replace(xml.find(from), from.size(), to);
    };
    put("\"small-decision\"", "\"drawn-decision\"");
    put(R"x(<g:event name="close")x",
        R"x(<g:event name="learn" who="drafter" register="draws" of="count(noted)" zh="得知" en="L"/>
        <g:event name="close")x");
    put("<datamodel>", R"x(<datamodel><data id="noted" expr="[]"/>)x");
    for (const char* from : {"notice.open", "close"})
      put(std::string("<transition event=\"") + from,
          std::string(R"x(<transition event="learn"><assign location="noted"
            expr="joined(noted, !_x.facts.registers || !_x.facts.registers.draws ? []
              : _x.facts.registers.draws.made)"/></transition><transition event=")x") +
              from);
    const auto installed = node.procedures.install(xml, "drawn.scxml", test::start_of_tests);
    if (!installed) {
      for (const auto& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
    procedure = "drawn-decision";
  }
  /// Of twelve, of whom four are of the competent department.
  void draw(const std::string& matter, int number, const std::vector<std::string>& kept) {
    JsonArray candidates;
    for (int i = 1; i <= 12; ++i)
      candidates.push_back(JsonObject{{"id", "E-00" + std::to_string(10 + i)},
                                      {"kind", i > 8 ? "department" : "independent"}});
    JsonObject body{{"seed", archive::sha256_hex(matter + std::to_string(number))},
                    {"wanted", 5},
                    {"department_most", 1},
                    {"subordinate_most", 2},
                    {"specialty", ""},
                    {"candidates", std::move(candidates)},
                    {"barred", JsonArray{}},
                    {"keep", listed(kept)},
                    {"different_views", JsonArray{"E-0011"}},
                    {"reason", number == 1 ? "" : "一名专家回避"}};
    body["drawn"] = listed(draw_experts(asked_in(body)).value());
    made.push_back(People(node.pool)
                       .add_draw({.id = "",
                                  .matter = matter,
                                  .number = number,
                                  .body = std::move(body),
                                  .by = "li",
                                  .at = node.clock.now()})
                       .value());
  }
  /// Each draw that the package's events hold, in order.
  std::vector<JsonObject> bodies_in(const std::filesystem::path& bag) {
    std::vector<JsonObject> out;
    std::ifstream lines(bag / "data/events.jsonl", std::ios::binary);
    for (std::string line; std::getline(lines, line);) {
      boost::json::error_code missing;
      const Json event = parse_json(line).value();
      const Json* found = event.find_pointer("/facts/registers/draws/bodies", missing);
      if (found == nullptr) continue;
      for (const Json& body : found->as_array()) out.push_back(body.as_object());
    }
    return out;
  }
  /// The procedure asks the registers themselves.
  void learn(const std::string& matter) {
    Facts facts{node.pool};
    desk::Desk desk{{node.matters, node.procedures, node.calendars, facts, node.clock}};
    must(desk.send(matter, {.event = "learn", .data = {}, .signature = {}}, test::drafter));
  }
  std::filesystem::path packaged(const std::string& matter) {
    EXPECT_EQ(packager.run_once(), 1U);
    const auto package = test::volume_of(url, search, matter).value();
    EXPECT_TRUE(package.passed) << boost::json::serialize(package.report);
    unpack(search.download(package.archival_code, test::drafter, node.clock.now()).value().whole());
    return folder.path / "out" / package.archival_code;
  }
  std::vector<ExpertDraw> made;
};

TEST_F(PackageDraws, AreDoneAgainFromThePackageAlone) {
  const auto first = [&] { draw("m-1", 1, {}), learn("m-1"); };
  const auto again = [&] {
    draw("m-1", 2, {texts(made[0].body.at("drawn"))[0]});
    learn("m-1"), learn("m-1");
  };
  run_to_archive("m-1", first, again);
  const auto bag = packaged("m-1");
  const auto bodies = bodies_in(bag);
  ASSERT_EQ(bodies.size(), 2u);  // each in the first event that learned of it, and there alone
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    EXPECT_EQ(bodies[i].at("number"), Json(i + 1));
    EXPECT_EQ(Json(listed(draw_experts(asked_in(bodies[i])).value())), bodies[i].at("drawn"));
    EXPECT_EQ(bodies[i].at("drawn"), made[i].body.at("drawn"));
  }
  // What candidates are sorted by, as the package's README has it computed.
  const DrawAsked asked = asked_in(bodies[0]);
  for (const Candidate& each : asked.candidates) {
    const auto sum = run("printf '%s\\n%s' " + asked.seed + " " + each.id + " | sha256sum");
    EXPECT_EQ(sum.text.substr(0, 64), draw_key(asked.seed, each.id));
  }
  EXPECT_EQ(run("grep -c 'SEED ID | sha256sum' '" + (bag / "data/README.txt").string() + "'").text,
            "1\n");
  EXPECT_TRUE(archive::verify_package(bag).holds());
  EXPECT_EQ(run("sh '" + (bag / "data/verify.sh").string() + "'").status, 0);
}

TEST_F(PackageDraws, LeaveEventsAsTheyWereWhereNobodyDrew) {
  run_to_archive("m-1", [&] { learn("m-1"); });
  const auto bag = packaged("m-1");
  EXPECT_TRUE(bodies_in(bag).empty());
  EXPECT_NE(run("grep -q draws '" + (bag / "data/events.jsonl").string() + "'").status, 0);
}

}  // namespace
}  // namespace gavel::db
