#include "db/document_numbers.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/sent_effects.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

/// What one append takes.
struct Taken {
  const desk::Append* by = nullptr;
  std::string organ, number, written;
};

/// In one order on every node, so that none waits for another that waits for it.
std::vector<Taken> taken_by(std::span<const desk::Append* const> appends) {
  std::vector<Taken> out;
  each_sent(appends, "urn:gavel:document-number",
            [&](const desk::Append& append, const chart::Sent& sent) {
              const JsonObject params = params_of(sent);
              out.push_back({&append, string_or(params, "organ"), string_or(params, "number"),
                             string_or(params, "written")});
            });
  std::ranges::stable_sort(out, {},
                           [](const Taken& taken) { return std::tie(taken.organ, taken.number); });
  return out;
}

/// A decision that has a number.
struct Holder {
  std::string matter, title, written;
  Instant at;
};

/// The matter that has the number, `matter` itself before any other. What stands under a number
/// that was read otherwise then, with its noughts, its 第 or in Chinese figures, is read as it is
/// now.
std::optional<Holder> holder_of(pqxx::transaction_base& tx, const std::vector<std::string>& organs,
                                const std::string& number, const std::string& matter) {
  for (const auto& row :
       pg::exec(tx,
                "SELECT d.number, d.written, d.matter, m.title, d.at FROM document_number_held d "
                "JOIN matter m ON m.id = d.matter WHERE d.organ = ANY ($1::text[]) AND (d.number = "
                "$2 OR d.written ~ "
                "'(^|[^0-9０-９])[0０]|[第年號-]|[〇○零一二三四五六七八九十百千]\\s*号|"
                "[〇○零一二三四五六七八九]{4}|[壹贰叁肆伍陆柒捌玖拾佰仟]') ORDER BY d.matter <> "
                "$3, d.nth",
                pg::Array(organs), number, matter)) {
    std::string written = pg::text(row["written"]);
    if (pg::text(row["number"]) != number && paper_number(written) != number) continue;
    return Holder{.matter = pg::text(row["matter"]),
                  .title = pg::text(row["title"]),
                  .written = std::move(written),
                  .at = pg::instant(row["at"])};
  }
  return std::nullopt;
}

/// Whether the matter has the number now.
bool take(pqxx::transaction_base& tx, const Taken& taken) {
  const std::string& matter = taken.by->accepted.next.id;
  const auto& event = taken.by->accepted.event;
  if (const auto held = holder_of(tx, {taken.organ}, taken.number, matter))
    return held->matter == matter;
  // Whoever takes it on another node at the same time is waited for here, and was first; so was
  // whoever took it since that was asked.
  return pg::exec(tx,
                  "INSERT INTO document_number (organ, number, nth, matter, seq, written, at) "
                  "SELECT $1, $2, 1 + count(*), $3, $4::bigint, $5, $6::timestamptz FROM "
                  "document_number WHERE organ = $1 AND number = $2 HAVING NOT EXISTS (SELECT FROM "
                  "document_number_held h WHERE h.organ = $1 AND h.number = $2 AND h.matter <> $3) "
                  "ON CONFLICT DO NOTHING",
                  taken.organ, taken.number, matter, event.seq, taken.written, event.at)
             .affected_rows() == 1;
}

}  // namespace

JsonObject document_number_held(Pool& pool, const Json* asked, const std::string& matter,
                                const NumberSeries& series) {
  JsonObject out{{"of", nullptr}, {"found", nullptr}};
  if (asked == nullptr || !asked->is_object()) return out;
  const JsonObject& of = asked->get_object();
  const std::string number = string_or(of, "number");
  if (number.empty()) return out;
  out["of"] = of;
  out["of"].get_object()["organ"] = series.organ;
  const auto held = pool.read(
      [&](pqxx::transaction_base& tx) { return holder_of(tx, series.names(), number, matter); });
  if (!held) return out;
  out["found"] = JsonObject{{"number", held->written},
                            {"matter", held->matter},
                            {"title", held->title},
                            {"on", to_string(day_of(held->at))}};
  return out;
}

std::set<const desk::Append*> take_document_numbers(pqxx::transaction_base& tx,
                                                    std::span<const desk::Append* const> appends) {
  std::set<const desk::Append*> late;
  for (const Taken& taken : taken_by(appends))
    if (!take(tx, taken)) late.insert(taken.by);
  return late;
}

}  // namespace gavel::db
