#include "db/facts.hpp"

#include <vector>

#include <pqxx/pqxx>

#include "archive/dossier.hpp"
#include "db/catalogues.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

JsonObject dossier_facts(const matter::Snapshot& snapshot) {
  std::vector<archive::DossierEntry> entries;
  for (const auto& document : *snapshot.documents) {
    entries.push_back({document.sha256, document.code, document.version, document.filename});
  }
  return {{"sha256", archive::dossier_digest(entries)},
          {"count", static_cast<std::int64_t>(entries.size())}};
}

}  // namespace

JsonObject Facts::of(const matter::Snapshot& snapshot) {
  JsonObject comments = pool_.read([&](pqxx::transaction_base& tx) -> JsonObject {
    const auto row = pg::exec(tx, "SELECT * FROM matter_comment_counts($1)", snapshot.id)[0];
    JsonObject counts;
    for (const char* name : {"received", "replied", "withdrawn", "set_aside", "unanswered"}) {
      counts[name] = row[name].as<std::int64_t>();
    }
    return counts;
  });
  return {{"comments", std::move(comments)}, {"dossier", dossier_facts(snapshot)}};
}

JsonObject Facts::named(const procedure::EventType& type, const JsonObject& data,
                        const matter::Actor& actor) {
  JsonObject out;
  for (const procedure::Field& field : type.form) {
    const Json* value = data.if_contains(field.name);
    if (field.in_register != "catalogue" || value == nullptr || !value->is_string()) continue;
    out[field.name] = Catalogues(pool_).look_up(std::string(value->get_string()), actor.unit);
  }
  return out;
}

}  // namespace gavel::db
