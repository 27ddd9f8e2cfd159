#pragma once
// The registers of experts and counsel, with what a test enters into them.
#include "db/facts.hpp"
#include "db/people.hpp"
#include "tests/db/days.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db::test {

inline AdviserFact fact(const char* kind, const char* day, JsonObject body) {
  return {.seq = 0,
          .kind = kind,
          .day = on(day),
          .body = std::move(body),
          .by = "guan",
          .at = start_of(on(day))};
}

inline JsonObject admission(const char* name, const char* since = "2026-01-01",
                            const char* until = "2028-12-31", const char* kind = "independent") {
  return {{"name", name}, {"unit", "大学"}, {"kind", kind}, {"since", since}, {"until", until}};
}

struct AdviserPool : Domain {
  std::string admit(const char* name, const char* since = "2026-01-01",
                    const char* until = "2028-12-31") {
    return people.enter(Register::expert, fact("admit", since, admission(name, since, until))).id;
  }
  void add(const std::string& id, AdviserFact said) {
    ASSERT_TRUE(people.add(Register::expert, id, std::move(said)));
  }
  Adviser expert(const std::string& id) { return people.find(Register::expert, id).value(); }
  std::string found(const std::string& named, const char* day = "2026-03-01") {
    const JsonObject said = people.look_up(Register::expert, named, "m1", on(day));
    return said.at("found").is_null() ? "none" : string_or(said.at("found").as_object(), "id");
  }
  People people{pool};
};

}  // namespace gavel::db::test
