#include "db/facts.hpp"

#include <algorithm>
#include <vector>

#include <pqxx/pqxx>

#include "archive/dossier.hpp"
#include "db/catalogue_consents.hpp"
#include "db/catalogues.hpp"
#include "db/document_numbers.hpp"
#include "db/document_security.hpp"
#include "db/draws_made.hpp"
#include "db/entries.hpp"
#include "db/experts_named.hpp"
#include "db/minutes.hpp"
#include "db/named.hpp"
#include "db/own_organ.hpp"
#include "db/people.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/recusals.hpp"
#include "db/roles.hpp"
#include "db/seats_over.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

/// By these names stands what an event asks these registers, and what they say.
constexpr std::string_view catalogue_register = "catalogue";
constexpr std::string_view organs_register = "organs";
constexpr std::string_view comments_register = "comments";
constexpr std::string_view draws_register = "draws";
constexpr std::string_view predecessor_register = "predecessor";

JsonObject dossier_facts(const matter::Snapshot& snapshot) {
  std::vector<archive::DossierEntry> entries;
  for (const auto& document : *snapshot.documents) {
    entries.push_back({document.sha256, document.code, document.version, document.filename});
  }
  return {{"sha256", archive::dossier_digest(entries)},
          {"count", static_cast<std::int64_t>(entries.size())}};
}

/// Who keeps out of the matter now, and why.
JsonArray recused_of(pqxx::transaction_base& tx, const matter::Snapshot& snapshot,
                     const DecidingOrgan& organ) {
  JsonArray out;
  for (const auto& row : pg::exec(tx,
                                  "SELECT r.*, own.name, named.name AS deputy_name FROM recused r "
                                  "LEFT JOIN account own ON own.account = r.account LEFT JOIN "
                                  "account named ON named.account = r.deputy WHERE r.matter = $1 "
                                  "AND r.step IN ('declare', 'order') ORDER BY r.account",
                                  snapshot.id)) {
    const auto name = [&](const char* of, const char* account) {
      return pg::maybe(row[of], pg::text).value_or(pg::text(row[account]));
    };
    out.push_back(JsonObject{{"account", pg::text(row["account"])},
                             {"name", name("name", "account")},
                             {"deputy_name", name("deputy_name", "deputy")},
                             {"step", pg::text(row["step"])},
                             {"reason", pg::text(row["reason"])},
                             {"deputy", pg::text(row["deputy"])},
                             {"by", pg::text(row["by"])},
                             {"at", to_string(pg::instant(row["at"]))}});
    const Day day = day_of(pg::instant(row["at"]));
    const auto held =
        roles_on(tx, pg::text(row["account"]), day, organ.of_other_organs(tx, snapshot, day)).roles;
    if (std::ranges::find(held, head_role) == held.end()) continue;
    JsonObject& head = out.back().get_object();
    head["is_head"] = true;
    // There is one head: whom the order names acts as such in this matter (公务员法 art. 76).
    if (pg::text(row["step"]) == "order" && !pg::text(row["deputy"]).empty())
      head["roles"] = JsonArray{head_role};
  }
  return out;
}

/// Whom somebody asked to keep out, as long as that holds the matter up.
JsonArray asked_of(pqxx::transaction_base& tx, const std::string& matter) {
  const auto name_of = [&](const std::string& account) {
    const auto found = pg::exec(tx, "SELECT name FROM account WHERE account = $1", account);
    return found.empty() ? account : pg::text(found[0][0]);
  };
  const std::vector<RecusalStep> steps = recusal_steps(tx, matter);
  std::vector<const RecusalStep*> waiting = holding_up(steps);
  // The first of several who ask the same.
  std::ranges::stable_sort(waiting, {}, &RecusalStep::account);
  const auto more = std::ranges::unique(waiting, {}, &RecusalStep::account);
  waiting.erase(more.begin(), more.end());
  JsonArray out;
  for (const RecusalStep* each : waiting) {
    out.push_back(JsonObject{{"account", each->account},
                             {"name", name_of(each->account)},
                             {"by", each->by},
                             {"by_name", each->asker.empty() ? name_of(each->by) : each->asker},
                             {"at", to_string(each->at)}});
  }
  return out;
}

/// Of which papers the newest version is a state secret.
JsonArray secret_codes(pqxx::transaction_base& tx, const std::string& matter) {
  JsonArray out;
  for (SecretDocument& each : secrets_of(tx, matter)) {
    if (each.is_newest) out.emplace_back(std::move(each.code));
  }
  return out;
}

/// Of a member of a meeting that is called: what is lent on its day.
Day day_of_meeting(const desk::Naming& naming) {
  const Json* const held_on = naming.data.if_contains("held_on");
  if (held_on == nullptr || !held_on->is_string()) return naming.day;
  return parse_day(held_on->get_string()).value_or(naming.day);
}

/// What the register says of those that the items of a list name in one of their fields, as of a
/// list of them; its keys stand item by item, "" where one names nothing. Nothing where none does.
JsonObject named_within(Pool& pool, const JsonArray& items, const procedure::Field& part,
                        const desk::Naming& naming) {
  // The form was not checked yet: an item may be anything.
  const auto name_in = [&](const Json& item) {
    return item.is_object() ? string_or(item.get_object(), part.name) : std::string();
  };
  JsonArray names;
  for (const Json& item : items) {
    if (std::string name = name_in(item); !name.empty()) names.emplace_back(std::move(name));
  }
  if (names.empty()) return {};
  JsonObject said =
      part.in_register == "expert"
          ? People(pool).look_up_all(Register::expert, names, naming.snapshot.id, naming.day)
          : units_named(pool, names);
  JsonArray keys;
  auto key = said.at("keys").get_array().begin();
  for (const Json& item : items) keys.push_back(name_in(item).empty() ? Json("") : *key++);
  said["keys"] = std::move(keys);
  return said;
}

/// Whether the event asks who somebody is, so that it matters of which organ they are.
bool names_people(const procedure::EventType& type) {
  return std::ranges::any_of(type.form,
                             [](const procedure::Field& field) {
                               return field.in_register == "account" ||
                                      field.in_register == "member";
                             }) ||
         std::ranges::any_of(type.registers, [](const procedure::RegisterAsked& asked) {
           return asked.name == matter::seats_register;
         });
}

/// The other catalogues that stand for the organ and year that the event gives, and those that rest
/// on the consent it gives.
JsonObject standing_catalogues(Pool& pool, const desk::Naming& naming) {
  const Json* asked = naming.of.if_contains(catalogue_register);
  if (asked == nullptr || !asked->is_object()) return {{"standing", JsonArray{}}};
  const JsonObject& of = asked->get_object();
  const Json* year = of.if_contains("year");
  const bool has_year = year != nullptr && year->is_int64();
  const int of_year = has_year ? static_cast<int>(year->get_int64()) : 0;
  JsonObject out = Catalogues(pool).standing(string_or(of, "organ"), of_year, naming.snapshot.id);
  const std::string consent = string_or(of, "consent"), organ = string_or(of, "organ");
  if (consent.empty()) return out;
  RestingOnConsent resting = resting_on(
      pool, {.number = consent, .organ = organ, .year = of_year, .but = naming.snapshot.id});
  out["consents"] = std::move(resting.of_other_years);
  out["consents_beside"] = std::move(resting.beside);
  return out;
}

/// How many comments on the text with this digest, as notices showed it, were adopted or partly so.
JsonObject comments_on(Pool& pool, const desk::Naming& naming) {
  const Json* const text = naming.of.if_contains(comments_register);
  if (text == nullptr || !text->is_string()) return {{"adopted", 0}};
  return pool.read([&](pqxx::transaction_base& tx) -> JsonObject {
    return {{"adopted",
             pg::integer(pg::exec(tx,
                                  "SELECT count(*) FROM comment_row c JOIN notice n ON n.id = "
                                  "c.notice WHERE n.matter = $1 AND c.adoption IN ('adopted', "
                                  "'partly') AND n.params -> 'draft' ->> 'sha256' = $2",
                                  naming.snapshot.id, std::string(text->get_string()))[0][0])}};
  });
}

}  // namespace

/// Whose matter it is says the policy pack it was opened with. One on which all matters here run
/// says it of none: departments have their own. Then the positions of the head who decides do.
Starter Facts::starter_of(const desk::Naming& naming) const {
  Starter out{.organs = {}, .unit = naming.actor.unit};
  DecidingOrgan::ByPack pack = organ_.by_pack(naming.snapshot);
  (pack.is_for_all ? out.installation : out.organs) = std::move(pack.names);
  if (out.organs.empty()) out.organs = organs_of_head(naming);
  out.organs = organ_.all_names(out.organs, naming.day);
  return out;
}

/// Whose head sends the event, or whoever it is sent for.
std::vector<std::string> Facts::organs_of_head(const desk::Naming& naming) const {
  const matter::Actor& head = naming.actor;
  return organs_headed_by(pool_, head.on_behalf_of.empty() ? head.account : head.on_behalf_of,
                          naming.snapshot.id, naming.day);
}

/// The organ's, whatever the field asks in; that only where it is not known which organ's it is.
NumberSeries Facts::series_of(const desk::Naming& naming, const std::string& field) const {
  const Json* const asked = naming.of.if_contains(field);
  const bool is_object = asked != nullptr && asked->is_object();
  return organ_.series(naming.snapshot, is_object ? string_or(asked->get_object(), "organ") : "",
                       naming.day);
}

JsonObject Facts::of(const matter::Snapshot& snapshot) {
  JsonArray recused, asked, classified, over;
  const bool volume_is_secret =
      is_state_secret(string_or(snapshot.policy->as_object(), "security_class"));
  JsonObject comments = pool_.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto row = pg::exec(tx,
                              "SELECT c.*, EXISTS (SELECT FROM recusal WHERE matter = $1) AS "
                              "has_recusals, EXISTS (SELECT FROM document_security WHERE matter = "
                              "$1) AS has_classes FROM matter_comment_counts($1) c",
                              snapshot.id)[0];
    if (pg::boolean(row["has_recusals"])) {
      recused = recused_of(tx, snapshot, organ_);
      asked = asked_of(tx, snapshot.id);
    }
    if (volume_is_secret || pg::boolean(row["has_classes"]))
      classified = secret_codes(tx, snapshot.id);
    over = seats_over(tx, snapshot);
    JsonObject counts;
    for (const char* name : {"received", "replied", "withdrawn", "set_aside", "unanswered"}) {
      counts[name] = row[name].as<std::int64_t>();
    }
    return counts;
  });
  JsonObject out{{"comments", std::move(comments)}, {"dossier", dossier_facts(snapshot)}};
  // Only where there are any: events of other matters stay as they were.
  if (!recused.empty()) out["recused"] = std::move(recused);
  if (!asked.empty()) out["recusals_asked"] = std::move(asked);
  if (!classified.empty()) out["classified"] = std::move(classified);
  if (!over.empty()) out["seats_over"] = std::move(over);
  return out;
}

/// The pack in force of the organ whose matter it is, where the matter is not on it: by the
/// position of the head who starts it, and of a matter without a pack by the catalogue that has its
/// item. Nothing where all matters here run on one.
void Facts::add_organ(const desk::Naming& naming, JsonObject& said) const {
  std::vector<std::string> organs = organs_of_head(naming);
  // Whose head had the matter begun, which the procedure may note.
  if (!organs.empty()) said["organs"] = JsonArray(organs.begin(), organs.end());
  if (organ_.every_matter_on_one_pack()) return;
  const std::string on = string_or(naming.snapshot.policy->get_object(), "pack", "none");
  const Json* item = said.if_contains("found");
  if (on == "none" && item != nullptr && item->is_object())
    organs.push_back(string_or(item->get_object(), "organ"));
  organs = organ_.all_names(organs, naming.day);
  const auto is_due = [&](const procedure::Pack& pack) {
    return !pack.versions.empty() && pack.versions.front().effective_from <= naming.day &&
           std::ranges::any_of(organs, [&](const std::string& organ) {
             return spelling(organ) == spelling(pack.organ.zh);
           });
  };
  const auto own = std::ranges::find_if(organ_.packs(), is_due);
  if (own != organ_.packs().end() && own->id != procedure::pack_id(on))
    said["pack"] = JsonObject{{"id", own->id}, {"organ", own->organ.zh}};
}

/// What a register says about the event itself, under the register's name.
void Facts::add_register(const desk::Naming& naming, const std::string& in_register,
                         Elsewhere elsewhere, JsonObject& out) {
  const std::string& matter = naming.snapshot.id;
  const Json* asked = naming.of.if_contains(in_register);
  const JsonArray listed = asked != nullptr && asked->is_array() ? asked->get_array() : JsonArray();
  if (in_register == organs_register) {
    JsonObject said = organ_.to_choose_from(naming.snapshot.policy->get_object(), naming.day);
    if (const std::string named = string_or(naming.data, "organ"); !named.empty())
      said["named"] = organ_.title(named, naming.day);
    if (JsonArray of_office = organs_of_office(pool_, organ_, naming); !of_office.empty())
      said["of_office"] = std::move(of_office);
    out[in_register] = std::move(said);
  } else if (in_register == matter::seats_register) {
    out[in_register] = seats_of(pool_, matter, listed, naming.day, naming.procedure, elsewhere,
                                organ_.titles(naming.snapshot, naming.day));
  } else if (in_register == matter::pool_register) {
    out[in_register] = ExpertsNamed(pool_, matter, naming.day).who_argued(listed);
  } else if (in_register == comments_register) {
    out[in_register] = comments_on(pool_, naming);
  } else if (in_register == draws_register) {
    // Only where there are any: events of other matters stay as they were.
    const bool is_number = asked != nullptr && asked->is_int64();
    JsonObject said = draws_made(pool_, matter, is_number ? asked->get_int64() : 0);
    if (!said.empty()) out[in_register] = std::move(said);
  } else if (in_register == predecessor_register) {
    // Only where there is one.
    const bool is_id = asked != nullptr && asked->is_string() && !asked->get_string().empty();
    if (is_id) out[in_register] = matter_named(pool_, std::string(asked->get_string()));
  } else if (in_register == catalogue_register) {
    const bool is_title =
        asked != nullptr && asked->is_object() && asked->get_object().contains("title");
    if (!is_title) return void(out[in_register] = standing_catalogues(pool_, naming));
    JsonObject said =
        Catalogues(pool_).titled(string_or(asked->get_object(), "title"), starter_of(naming));
    add_organ(naming, said);
    out[in_register] = std::move(said);
  } else {
    People people(pool_);
    const Register which = in_register == "expert" ? Register::expert : Register::counsel;
    out["sender"] = people.holder(which, naming.actor.account, matter, naming.day);
    if (asked != nullptr && asked->is_array())
      out[in_register] = people.doubts_of(which, listed, matter);
  }
}

JsonObject Facts::named(const desk::Naming& naming) {
  JsonObject out;
  const std::string& matter = naming.snapshot.id;
  std::vector<SetAside> elsewhere;
  if (names_people(naming.type)) elsewhere = organ_.of_other_organs(naming.snapshot, naming.day);
  for (const procedure::Field& field : naming.type.form) {
    const Json* value = naming.data.if_contains(field.name);
    if (value == nullptr) continue;
    for (const procedure::Field& part : field.fields) {
      if (part.in_register.empty() || !value->is_array()) continue;
      JsonObject said = named_within(pool_, value->get_array(), part, naming);
      if (!said.empty()) out[field.name + "." + part.name] = std::move(said);
    }
    if (field.in_register.empty()) continue;
    if (field.in_register == "catalogue" && value->is_string()) {
      JsonObject said = Catalogues(pool_).look_up(
          std::string(value->get_string()), starter_of(naming),
          static_cast<int>(std::chrono::year_month_day(naming.day).year()));
      add_organ(naming, said);
      out[field.name] = std::move(said);
    } else if (field.in_register == "expert" && value->is_string()) {
      out[field.name] =
          ExpertsNamed(pool_, matter, naming.day).one(std::string(value->get_string()));
    } else if (field.in_register == "expert" && value->is_array()) {
      out[field.name] = ExpertsNamed(pool_, matter, naming.day).all(value->get_array());
    } else if (field.in_register == "account" && value->is_string()) {
      JsonObject said =
          account_named(pool_, std::string(value->get_string()), naming.day, elsewhere);
      add_lent(pool_, matter, naming.day, naming.procedure, said, elsewhere);
      out[field.name] = std::move(said);
    } else if (field.in_register == "account" && value->is_array()) {
      out[field.name] = accounts_named(pool_, value->get_array(), naming.day, elsewhere);
    } else if (field.in_register == "member" && value->is_string()) {
      JsonObject said = member_named(pool_, std::string(value->get_string()), naming.day, elsewhere,
                                     organ_.titles(naming.snapshot, naming.day));
      add_lent(pool_, matter, day_of_meeting(naming), naming.procedure, said, elsewhere);
      out[field.name] = std::move(said);
    } else if (field.in_register == "unit" && value->is_string()) {
      out[field.name] = unit_named(pool_, std::string(value->get_string()));
    } else if (field.in_register == "minutes" && value->is_int64()) {
      out[field.name] = minutes_numbered(pool_, naming.of.if_contains(field.name),
                                         value->get_int64(), series_of(naming, field.name));
    } else if (field.in_register == "document_number" && value->is_string()) {
      out[field.name] = document_number_held(pool_, naming.of.if_contains(field.name), matter,
                                             series_of(naming, field.name));
    } else if (field.in_register == "entry" && value->is_int64()) {
      out[field.name] =
          entry_numbered(pool_, matter, value->get_int64(), {naming.type.name, field.name});
    } else if (field.in_register == "unit" && value->is_array()) {
      out[field.name] = units_named(pool_, value->get_array());
    } else if (field.in_register == "matter" && value->is_string()) {
      JsonObject said = matter_named(pool_, std::string(value->get_string()));
      if (std::ranges::find(field.shows, "organs") != field.shows.end()) {
        if (JsonObject own = own_organ(organ_, naming); !own.empty()) said["own"] = std::move(own);
      }
      out[field.name] = std::move(said);
    }
  }
  for (const procedure::RegisterAsked& asked : naming.type.registers)
    add_register(naming, asked.name, elsewhere, out);
  return out;
}

}  // namespace gavel::db
