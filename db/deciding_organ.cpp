#include "db/deciding_organ.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <pqxx/pqxx>

#include "db/noted_organs.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/roles.hpp"
#include "db/successions.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

/// However its positions spell it, an organ is one.
struct Organ {
  std::string title;                   ///< As its head's position spells it.
  std::string name;                    ///< In one spelling.
  bool has_head = false;               ///< Or once had one: the post may be vacant.
  std::vector<std::string> spellings;  ///< Every one that a position has.
};

/// Who has which of an organ's roles in it that day.
std::vector<SetAside> people_of(pqxx::transaction_base& tx, const Organ& organ, Day day) {
  std::vector<SetAside> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT account, array_to_json(array_agg(DISTINCT role)) AS roles FROM "
                "posts_on($1::date), unnest(roles) AS role WHERE organ = ANY ($2::text[]) GROUP BY "
                "account ORDER BY account",
                to_string(day), pg::Array(organ.spellings))) {
    SetAside person{.account = pg::text(row["account"]), .roles = pg::texts(row["roles"])};
    std::erase_if(person.roles, [](const std::string& role) { return !is_of_organ(role); });
    if (!person.roles.empty()) out.push_back(std::move(person));
  }
  return out;
}

/// The organs that the register of positions has a head or members of.
std::vector<Organ> organs_led(pqxx::transaction_base& tx, Day day) {
  std::vector<Organ> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT p.organ, bool_or($2 = ANY (p.roles)) AS has_head FROM office_position p "
                "JOIN position_held h ON h.position = p.id WHERE h.since <= $1::date AND p.roles "
                "&& ARRAY[$2, $3] GROUP BY p.organ ORDER BY p.organ",
                to_string(day), std::string(head_role), std::string(member_role))) {
    const std::string title = pg::text(row["organ"]);
    const bool has_head = pg::boolean(row["has_head"]);
    auto organ = std::ranges::find(out, spelling(title), &Organ::name);
    if (organ == out.end())
      organ = out.insert(out.end(), {.title = title, .name = spelling(title), .spellings = {}});
    if (has_head && !organ->has_head) organ->title = title;
    organ->has_head |= has_head;
    organ->spellings.push_back(title);
  }
  return out;
}

/// Those of the names that have other positions there alone, such as their office's: what took an
/// organ over may have no head yet.
std::vector<Organ> not_led(pqxx::transaction_base& tx, const std::vector<Organ>& led,
                           const std::vector<std::string>& names) {
  std::vector<Organ> out;
  for (const auto& row :
       pg::exec(tx, "SELECT DISTINCT organ FROM office_position ORDER BY organ")) {
    const std::string title = pg::text(row["organ"]);
    const std::string name = spelling(title);
    if (std::ranges::find(names, name) == names.end() ||
        std::ranges::find(led, name, &Organ::name) != led.end())
      continue;
    out.push_back({.title = title, .name = name, .spellings = {title}});
  }
  return out;
}

/// Of a matter that is older than the register of positions: those whose people, by the posts that
/// they had then, acted in it for an organ before the register was taken up; where nobody of them
/// has a post, those in which somebody of their units, or of the one that opened it, has one. A
/// post that came later is no part in it, nor is what somebody did there as a drafter or an expert.
std::vector<std::string> acted_before_register(pqxx::transaction_base& tx,
                                               const matter::Snapshot& snapshot) {
  pg::Array roles;
  for (const std::string_view role : organ_roles) roles.add(std::string(role));
  std::vector<std::string> by_post, by_unit;
  for (const auto& row : pg::exec(
           tx,
           "WITH taken_up AS (SELECT min(h.at) AS at FROM position_held h JOIN office_position "
           "p ON p.id = h.position WHERE $3 = ANY (p.roles)), early AS (SELECT e.actor ->> "
           "'account' AS account, e.actor ->> 'unit' AS unit, (e.at AT TIME ZONE interval '8 "
           "hours')::date AS day, (e.actor -> 'roles')::jsonb ?| $2::text[] AS acted FROM event "
           "e, taken_up t WHERE e.matter = $1 AND e.at < t.at AND (e.kind = 'opened' OR "
           "(e.actor -> 'roles')::jsonb ?| $2::text[])), first AS (SELECT account, min(since) "
           "AS since FROM position_held GROUP BY account) SELECT p.organ, bool_or(early.acted "
           "AND h.account = early.account) AS by_post, bool_or(a.unit = early.unit) AS by_unit "
           "FROM early JOIN account a ON a.unit = early.unit OR a.account = early.account JOIN "
           "position_held h ON h.account = a.account JOIN first ON first.account = h.account "
           "JOIN office_position p ON p.id = h.position WHERE p.roles && $2::text[] AND h.since "
           "<= greatest(early.day, first.since) GROUP BY p.organ ORDER BY p.organ",
           snapshot.id, roles, std::string(head_role))) {
    if (pg::boolean(row["by_post"])) by_post.push_back(pg::text(row["organ"]));
    if (pg::boolean(row["by_unit"])) by_unit.push_back(pg::text(row["organ"]));
  }
  return by_post.empty() ? by_unit : by_post;
}

/// Those that had a head when the matter was opened, or that which it follows, as the register had
/// it then: what was entered later, from whatever day, is of no organ that it could have been of.
/// Of what is older than the register: those that it was taken up with, in its first month. Whoever
/// takes it up does not enter the own organ first of all, nor all on one day.
std::vector<std::string> led_at_opening(pqxx::transaction_base& tx,
                                        const matter::Snapshot& snapshot) {
  std::vector<std::string> out;
  for (const auto& row : pg::exec(
           tx,
           "WITH head AS (SELECT p.organ, greatest(h.at, h.since::timestamp AT TIME ZONE interval "
           "'8 hours') AS at FROM office_position p JOIN position_held h ON h.position = p.id "
           "WHERE $3 = ANY (p.roles)), opened AS (SELECT coalesce((SELECT m.opened_at FROM "
           "matter_follow_up f JOIN matter m ON m.id = f.follows WHERE f.matter = $1), "
           "$2::timestamptz) AS at), taken_up AS (SELECT date_trunc('day', min(at) AT TIME ZONE "
           "interval '8 hours') AS day FROM head) SELECT DISTINCT h.organ FROM head h, opened o, "
           "taken_up t WHERE h.at <= o.at OR (o.at AT TIME ZONE interval '8 hours' < t.day + "
           "interval '1 day' AND h.at AT TIME ZONE interval '8 hours' < t.day + interval '31 "
           "days') ORDER BY h.organ",
           snapshot.id, snapshot.opened_at, std::string(head_role)))
    out.push_back(pg::text(row["organ"]));
  return out;
}

/// A pack that names another organ than these leaves open whose the matter is.
bool names_no_other(const DecidingOrgan::ByPack& pack, const std::vector<std::string>& organs) {
  return std::ranges::all_of(pack.names, [&](const std::string& named) {
    return std::ranges::any_of(
        organs, [&](const std::string& organ) { return spelling(organ) == spelling(named); });
  });
}

/// Which the procedure notes; of a matter that notes none, those it may be of.
std::vector<std::string> noted_or_led(pqxx::transaction_base& tx, const DecidingOrgan::ByPack& pack,
                                      const matter::Snapshot& snapshot) {
  std::vector<std::string> noted = organs_noted(snapshot);
  if (!noted.empty()) return noted;
  std::vector<std::string> led = acted_before_register(tx, snapshot);
  if (led.empty()) led = led_at_opening(tx, snapshot);
  return names_no_other(pack, led) ? led : std::vector<std::string>();
}

/// Those among the names that have a head, or that what took them over has one, with all that took
/// them over, be its head in the register yet or not; none: it is not known which decides.
std::vector<std::string> among(const std::vector<Organ>& organs, const Successors& successors,
                               const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    const std::vector<std::string> called = successors.from(name);
    const auto has_head = [&](const std::string& each) {
      const auto organ = std::ranges::find(organs, each, &Organ::name);
      return organ != organs.end() && organ->has_head;
    };
    const auto first = std::ranges::find_if(called, has_head);
    out.insert(out.end(), first, called.end());
  }
  return out;
}

/// Who decides, of those that the matter's pack and the matter itself name; empty: not known. A
/// matter that is noted to be its pack's organ's is that one's, be its head in the register or not.
std::vector<std::string> deciding_among(const std::vector<Organ>& organs,
                                        const Successors& successors,
                                        const DecidingOrgan::ByPack& pack,
                                        const std::vector<std::string>& noted) {
  if (!pack.is_for_all) {
    if (auto out = among(organs, successors, pack.names); !out.empty()) return out;
    std::vector<std::string> of_pack;
    if (!pack.of_pack.empty()) of_pack = successors.from(pack.of_pack);
    const auto is_it = [&](const std::string& name) {
      return std::ranges::find(of_pack, spelling(name)) != of_pack.end();
    };
    if (std::ranges::any_of(noted, is_it)) return of_pack;
  }
  return among(organs, successors, noted);
}

/// As the register of positions calls it; what has nothing there is called as it was entered.
std::string title_of(const std::vector<Organ>& organs, const Successors& successors,
                     const std::string& name) {
  const auto organ = std::ranges::find(organs, spelling(name), &Organ::name);
  if (organ != organs.end()) return organ->title;
  const std::string entered = successors.title(name);
  return entered.empty() ? name : entered;
}

/// Who decides, of those that pack and matter name, each as the register calls it now.
std::vector<std::string> titles_among(pqxx::transaction_base& tx, const DecidingOrgan::ByPack& pack,
                                      const std::vector<std::string>& noted, Day day) {
  const std::vector<Organ> organs = organs_led(tx, day);
  const Successors successors(tx, day);
  std::vector<std::string> out;
  for (const std::string& each : deciding_among(organs, successors, pack, noted)) {
    std::string title = title_of(organs, successors, successors.last(each));
    if (std::ranges::find(out, title) == out.end()) out.push_back(std::move(title));
  }
  return out;
}

}  // namespace

DecidingOrgan::ByPack DecidingOrgan::by_pack(const JsonObject& policy) const {
  ByPack out;
  const std::string pack = string_or(policy, "pack");
  const auto known = std::ranges::find(packs_, procedure::pack_id(pack), &procedure::Pack::id);
  if (known != packs_.end()) out.names.push_back(out.of_pack = known->organ.zh);
  const std::string written = string_or(policy, "organ", "none");
  if (written != "none") out.names.push_back(written);
  out.is_for_all = known != packs_.end() && known->id == own_pack_;
  return out;
}

JsonObject DecidingOrgan::to_choose_from(const JsonObject& policy, Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const std::vector<Organ> organs = organs_led(tx, day);
    const Successors successors(tx, day);
    const ByPack pack = by_pack(policy);
    std::vector<std::string> by_pack;
    if (!pack.is_for_all) by_pack = among(organs, successors, pack.names);
    std::vector<std::string> headed, its_own, only;
    for (const Organ& each : organs) {
      if (!each.has_head || successors.is_past(each.name)) continue;
      headed.push_back(each.title);
      if (std::ranges::find(by_pack, each.name) != by_pack.end()) its_own.push_back(each.title);
    }
    if (headed.size() == 1 && its_own.empty() && names_no_other(pack, headed)) only = headed;
    if (its_own.empty() && !pack.is_for_all && !pack.of_pack.empty()) {
      const bool is_past = successors.is_past(pack.of_pack);
      its_own.push_back(is_past ? title_of(organs, successors, successors.last(pack.of_pack))
                                : title_of(organs, successors, pack.of_pack));
    }
    const auto list = [](const std::vector<std::string>& names) {
      return JsonArray(names.begin(), names.end());
    };
    return {{"headed", list(headed)}, {"of_pack", list(its_own)}, {"only", list(only)}};
  });
}

std::string DecidingOrgan::title(const std::string& written, Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return title_of(organs_led(tx, day), Successors(tx, day), written);
  });
}

std::vector<std::string> DecidingOrgan::titles(const matter::Snapshot& snapshot, Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return titles_among(tx, by_pack(snapshot), organs_noted(snapshot), day);
  });
}

std::vector<std::string> DecidingOrgan::presumed(const matter::Snapshot& snapshot, Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) {
    const ByPack pack = by_pack(snapshot);
    return titles_among(tx, pack, noted_or_led(tx, pack, snapshot), day);
  });
}

std::vector<std::string> DecidingOrgan::all_names(const std::vector<std::string>& organs,
                                                  Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) {
    const Successors successors(tx, day);
    std::vector<std::string> out = organs;
    const auto add = [&](const std::string& name) {
      if (std::ranges::find(out, spelling(name), spelling) == out.end()) out.push_back(name);
    };
    for (const std::string& organ : organs) {
      for (const std::string& before : successors.before(organ)) add(before);
      add(successors.last(organ));
    }
    return out;
  });
}

std::vector<SetAside> DecidingOrgan::of_other_organs(const matter::Snapshot& snapshot,
                                                     Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) { return of_other_organs(tx, snapshot, day); });
}

std::vector<SetAside> DecidingOrgan::of_other_organs(pqxx::transaction_base& tx,
                                                     const matter::Snapshot& snapshot,
                                                     Day day) const {
  std::vector<Organ> organs = organs_led(tx, day);
  if (organs.size() < 2) return {};
  const ByPack pack = by_pack(snapshot);
  const std::vector<std::string> deciding =
      deciding_among(organs, Successors(tx, day), pack, noted_or_led(tx, pack, snapshot));
  if (deciding.empty()) return {};
  std::ranges::move(not_led(tx, organs, deciding), std::back_inserter(organs));
  const auto decides = [&](const Organ& each) {
    return std::ranges::find(deciding, each.name) != deciding.end();
  };
  std::map<std::string, std::set<std::string>> here;
  std::set<std::string> elsewhere;
  for (const Organ& each : organs) {
    for (const SetAside& person : people_of(tx, each, day)) {
      if (decides(each))
        here[person.account].insert(person.roles.begin(), person.roles.end());
      else
        elsewhere.insert(person.account);
    }
  }
  std::vector<SetAside> out;
  for (const std::string& account : elsewhere) {
    SetAside person{.account = account, .roles = {organ_roles.begin(), organ_roles.end()}};
    std::erase_if(person.roles,
                  [&](const std::string& role) { return here[account].contains(role); });
    out.push_back(std::move(person));
  }
  return out;
}

NumberSeries DecidingOrgan::series(const matter::Snapshot& snapshot, const std::string& asked,
                                   Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) -> NumberSeries {
    const std::vector<Organ> organs = organs_led(tx, day);
    const Successors successors(tx, day);
    const ByPack pack = by_pack(snapshot);
    std::vector<std::string> names =
        deciding_among(organs, successors, pack, organs_noted(snapshot));
    // Without a head in the register too; and where there is but one organ it is that, but of a
    // body that the procedure tells by its unit.
    if (names.empty() && !pack.is_for_all) names = pack.names;
    if (names.empty()) names = organs_noted(snapshot);
    std::vector<Organ> now = organs;
    std::erase_if(
        now, [&](const Organ& each) { return !each.has_head || successors.is_past(each.name); });
    const bool is_by_pack =
        asked == procedure::pack_id(string_or(snapshot.policy->get_object(), "pack", "none"));
    if (names.empty() && is_by_pack && now.size() == 1) names.push_back(now.front().name);
    if (names.empty()) return {.organ = asked};
    // Before the numbers were kept by organ they stood under its pack, or what the procedure asks.
    NumberSeries out{.organ = successors.last(names.front())};
    out.also = successors.before(out.organ);
    const std::vector<std::string> called = out.names();
    for (const procedure::Pack& each : packs_) {
      if (std::ranges::find(called, spelling(each.organ.zh)) != called.end())
        out.also.push_back(each.id);
    }
    out.also.push_back(asked);
    return out;
  });
}

}  // namespace gavel::db
