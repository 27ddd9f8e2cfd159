#pragma once
// Who takes part in a major decision, and what the registers say of them.
#include "tests/matter/given.hpp"

namespace gavel::law {

using matter::Actor;
using matter::actor;

// ---- the cast
inline Actor drafter() { return actor("wang", {"drafter"}, "education"); }
inline Actor study_unit() { return actor("sun", {"study_unit"}, "research"); }
inline Actor office() { return actor("chen", {"office"}, "office"); }
inline Actor head() { return actor("zhao", {"organ_head"}, "government"); }
inline Actor assessor() { return actor("he", {"assessor"}, "risk-centre"); }
inline Actor market_regulator() { return actor("shi", {"market_regulator"}, "market"); }
inline Actor justice() { return actor("fa", {"justice"}, "justice"); }
inline Actor expert(std::string account) {
  return actor(std::move(account), {"expert"}, "university");
}
inline Actor counsel() { return actor("li", {"counsel"}, "justice"); }
inline Actor recorder() { return actor("ji", {"recorder"}, "office"); }
inline Actor member(std::string account) {
  return actor(std::move(account), {"member"}, "government");
}
inline Actor party_group() { return actor("dang", {"party_group"}, "government"); }
inline Actor executor() { return actor("gong", {"executor"}, "works"); }
inline Actor inspector() { return actor("du", {"inspector"}, "inspection"); }
inline Actor archivist() { return actor("dang-an", {"archivist"}, "archives"); }
/// Who acts in that role, where nothing else is said.
inline Actor holder_of(std::string_view role) {
  for (const Actor& each :
       {drafter(), study_unit(), office(), head(), assessor(), market_regulator(), justice(),
        counsel(), recorder(), party_group(), executor(), inspector(), archivist()}) {
    if (each.roles.front() == role) return each;
  }
  return actor("ta", {std::string(role)}, "elsewhere");
}

// ---- the registers
/// What the register of catalogues says of a number that stands in one.
inline JsonObject catalogued(const char* number) {
  return {
      {"found",
       JsonObject{{"number", number}, {"title", "一件事"}, {"catalogue", "c1"}, {"version", 1}}},
      {"looked_in", JsonArray{}}};
}

/// What the register of minutes says where nobody has number 12 of the year yet.
inline JsonObject unnumbered(const char* on = "2026-04-21") {
  return {{"of", JsonObject{{"organ", "none"}, {"body", "executive"}, {"on", on}}},
          {"found", nullptr},
          {"own", nullptr},
          {"next", 12}};
}

/// What the pool says of experts it does not know, none of whom was to come from it.
inline JsonObject experts_named(std::initializer_list<const char*> names) {
  JsonArray keys;
  for (const char* name : names) keys.emplace_back(name);
  return {{"found", JsonArray{}}, {"missing", JsonArray{}}, {"keys", std::move(keys)}};
}

/// What the register of accounts says of somebody.
inline JsonObject account(const char* id, const char* role) {
  return {{"found",
           JsonObject{{"account", id}, {"name", id}, {"unit", "u"}, {"roles", JsonArray{role}}}}};
}

/// What the register of positions says of the head in the chair and of the body: these sit in the
/// executive meeting and in the plenary, the others in the plenary alone.
inline JsonObject seats(std::initializer_list<const char*> executive,
                        std::initializer_list<const char*> plenary_alone = {}) {
  JsonObject out = account("zhao", "organ_head");
  JsonArray few, all;
  for (const char* id : executive) few.emplace_back(id), all.emplace_back(id);
  for (const char* id : plenary_alone) all.emplace_back(id);
  out["executive"] = std::move(few);
  out["body"] = all;
  out["plenary"] = std::move(all);
  return out;
}

/// The same where qian, a deputy, is in the chair: lent it by the head, zhao.
inline JsonObject lent_chair() {
  JsonObject out = seats({"zhao", "qian", "sun", "zhou", "wu"});
  out.at("found") = JsonObject{{"account", "qian"},
                               {"name", "qian"},
                               {"unit", "government"},
                               {"roles", JsonArray{"member"}},
                               {"lent", JsonArray{"organ_head"}},
                               {"lent_by", JsonArray{"zhao"}}};
  return out;
}

/// What the record says of an entry: who made it, and whom it is about.
inline JsonObject entry_of(const Actor& by, const char* event, const char* member = "") {
  return {{"found", JsonObject{{"event", event},
                               {"root", event},
                               {"account", by.account},
                               {"unit", by.unit},
                               {"on_behalf_of", by.on_behalf_of},
                               {"signed", false},
                               {"member", member}}}};
}

/// What the register of units says of one.
inline JsonObject unit(const char* id) { return {{"found", JsonObject{{"id", id}, {"name", id}}}}; }

inline JsonObject facts(int unanswered = 0) {
  JsonObject comments{{"received", 3},
                      {"replied", 3 - unanswered},
                      {"withdrawn", 0},
                      {"set_aside", 0},
                      {"unanswered", unanswered}};
  return {{"comments", std::move(comments)},
          {"dossier", JsonObject{{"sha256", "d0"}, {"count", 1}}},
          {"registers", JsonObject{{"catalogue_no", catalogued("2026-3")},
                                   {"number", unnumbered()},
                                   {"minutes", unnumbered()},
                                   {"approver", account("zhao", "organ_head")},
                                   {"chair", seats({})},
                                   {"recorder", account("wang", "recorder")},
                                   {"shortened_approver", account("zhao", "organ_head")},
                                   {"evaluator", unit("institute")},
                                   {"experts", experts_named({"a", "b", "c", "d", "e"})}}}};
}

}  // namespace gavel::law
