#pragma once
// A city that makes catalogues, and starts decisions on their items.
#include "tests/api/office.hpp"

namespace gavel::api::test {

/// The government's office, with the shipped procedures.
struct City : Office {
  std::string id;
  std::int64_t version = 0;

  explicit City(std::vector<procedure::Pack> of_organs = {}) : Office(std::move(of_organs)) {
    for (const char* file : {"workflows/catalogue.scxml", "workflows/major-decision.scxml"}) {
      const auto installed = procedures.install(file_text(file), file, clock.now());
      if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    }
    hire("chen", "system", {"office"});
    hire("dang", "system", {"party_group"});
    hire("head", "system", {"organ_head"});
    hire("sun", "system", {"study_unit"});
  }
  void begin(const char* organ = "区人民政府", int year = 2025) {
    const Answer opened = post(
        "chen", "/v1/matters",
        {{"procedure", "catalogue"},
         {"title", "年度目录"},
         {"data", JsonObject{{"organ", organ},
                             {"year", year},
                             {"basis", JsonArray{JsonObject{{"title", "国务院令第713号"}}}}}}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    id = opened.text("/id"), version = 1;
  }
  Answer import(const std::string& sheet, const char* type, const std::string& as = "chen") {
    http::Headers headers = signed_in(as);
    headers.add("Content-Type", type);
    headers.add("If-Match", "\"" + std::to_string(version) + "\"");
    const Answer answer =
        ask("POST", "/v1/matters/" + id + "/catalogue-items", sheet, std::move(headers));
    version += answer.status == 201;
    return answer;
  }
  Answer send(const std::string& as, const char* event, JsonObject data = {}) {
    clock.move_to(clock.now() + std::chrono::minutes{1});
    const Answer answer =
        post(as, "/v1/matters/" + id + "/events", {{"event", event}, {"data", std::move(data)}},
             {{"If-Match", "\"" + std::to_string(version) + "\""}});
    version += answer.status == 201;
    return answer;
  }
  void add(const std::string& as, const std::string& code) {
    clock.move_to(clock.now() + std::chrono::minutes{1});
    http::Headers headers = signed_in(as);
    headers.add("Content-Type", "text/plain");
    const Answer answer =
        ask("POST", "/v1/matters/" + id + "/documents?title=x&filename=x.txt&code=" + code, code,
            std::move(headers));
    ASSERT_EQ(answer.status, 201) << answer.body;
    ++version;
  }
  /// A decision, up to where the head starts it.
  void propose() {
    id =
        post("li", "/v1/matters",
             {{"procedure", "major-decision"},
              {"title", "民生实事"},
              {"data", JsonObject{{"source", "leader"}, {"mad_class", 1}, {"reason", "群众诉求"}}}})
            .text("/id");
    version = 1;
    add("li", "INI-01");
    ASSERT_EQ(send("chen", "study.assign", {{"unit", "研究室"}}).status, 201);
    add("sun", "INI-02");
    ASSERT_EQ(send("sun", "study.done", {{"summary", "可行"}}).status, 201);
    add("chen", "INI-03");
    add("chen", "INI-04");
  }
  void publish() {
    add("chen", "CAT-02");
    ASSERT_EQ(send("chen", "consent.ask").status, 201);
    add("dang", "CAT-03");
    ASSERT_EQ(send("dang", "consent.give", {{"number", "区委〔2025〕9号"}}).status, 201);
    add("chen", "CAT-04");
    const Answer answer = send("chen", "catalogue.publish");
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
};

}  // namespace gavel::api::test
