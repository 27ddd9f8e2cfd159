// Published catalogues as they are passed on in JSON.
#include <algorithm>

#include "api/routes/catalogue_cells.hpp"
#include "api/routes/catalogue_sheet.hpp"
#include "engine/base/organ.hpp"

namespace gavel::api {
namespace {

/// Items of one published catalogue, which stands at `at`.
void read_items(const JsonObject& catalogue, const std::string& at, CatalogueCells& sheet,
                SheetItems& into) {
  const Json* items = catalogue.if_contains("items");
  if (items == nullptr || !items->is_array())
    return sheet.say(at + "/items", "wrong-type", {{"field", "items"}, {"expected", "list"}});
  JsonArray read;
  std::size_t n = 0;
  for (const Json& each : items->get_array()) {
    const std::string where = at + "/items/" + std::to_string(n++);
    if (!each.is_object()) {
      sheet.say(where, "wrong-type", {{"field", "items"}, {"expected", "object"}});
      continue;
    }
    JsonObject item;
    for (const auto& [name, value] : each.get_object()) {
      const Column* column = column_named(name);
      const std::string pointer = where + "/" + std::string(name);
      if (column == nullptr) {
        sheet.say(pointer, "unknown-field", {{"field", name}});
      } else {
        into.called[column->name] = name;
        sheet.member(item, *column, value, pointer);
      }
    }
    sheet.once(item, where + "/" + string_or(into.called, "number", "number"));
    read.emplace_back(std::move(item));
    into.places.push_back(where);
  }
  into.data["items"] = std::move(read);
}

bool is_of(const Json& catalogue, int year) {
  if (!catalogue.is_object()) return false;
  const Json* given = catalogue.get_object().if_contains("year");
  return given != nullptr && given->is_int64() && given->get_int64() == year;
}

std::string organs_of(const JsonArray& catalogues, int year) {
  std::string out;
  for (const Json& each : catalogues) {
    if (is_of(each, year)) out += (out.empty() ? "" : "、") + string_or(each.get_object(), "organ");
  }
  return out;
}

/// The catalogue of this organ and year in a collection; where it is not one, says why.
const JsonObject* chosen(const Json& all, const SheetFor& matter, CatalogueCells& sheet,
                         std::string& at) {
  const JsonObject* found = nullptr;
  std::size_t count = 0;
  const JsonArray none;
  const JsonArray& catalogues = all.is_array() ? all.get_array() : none;
  for (std::size_t i = 0; i < catalogues.size(); ++i) {
    if (!is_of(catalogues[i], matter.year)) continue;
    const JsonObject& each = catalogues[i].get_object();
    if (!is_one_organ(string_or(each, "organ"), matter.organ)) continue;
    found = &each, at = "/catalogues/" + std::to_string(i), ++count;
  }
  if (count == 1) return found;
  const std::string organs = organs_of(catalogues, matter.year);
  if (count > 1 || organs.empty()) {
    sheet.say("/catalogues", "not-one-of-the-year",
              {{"year", matter.year}, {"organ", matter.organ}});
  } else {
    sheet.say("/catalogues", "another-organ", {{"given", organs}, {"organ", matter.organ}});
  }
  return nullptr;
}

/// What a published catalogue says of itself, to be kept with its items.
JsonObject source_of(const JsonObject& catalogue) {
  JsonObject out;
  for (const char* name : {"organ", "year", "level", "issued_on", "consent"}) {
    const Json* value = catalogue.if_contains(name);
    if (value != nullptr && !value->is_null()) out[name] = *value;
  }
  const Json* basis = catalogue.if_contains("basis");
  if (basis == nullptr || basis->is_null()) return out;
  JsonArray cited;
  const JsonArray bases = basis->is_array() ? basis->get_array() : JsonArray{*basis};
  for (const Json& each : bases)
    cited.push_back(each.is_string() ? Json(JsonObject{{"title", each}}) : each);
  out["basis"] = std::move(cited);
  return out;
}

}  // namespace

SheetItems items_of_json(const JsonObject& given, const SheetFor& matter) {
  CatalogueCells sheet(matter.year);
  SheetItems out;
  std::string at;
  const Json* all = given.if_contains("catalogues");
  const JsonObject* one = all == nullptr ? &given : chosen(*all, matter, sheet, at);
  if (all == nullptr && given.contains("year") && !is_of(Json(given), matter.year))
    sheet.say("/year", "another-year", {{"year", matter.year}, {"given", given.at("year")}});
  if (all == nullptr && given.contains("organ") &&
      !is_one_organ(string_or(given, "organ"), matter.organ))
    sheet.say("/organ", "another-organ", {{"organ", matter.organ}, {"given", given.at("organ")}});
  if (one != nullptr) {
    read_items(*one, at, sheet, out);
    if (JsonObject source = source_of(*one); !source.empty())
      out.data["source"] = std::move(source);
  }
  out.errors = std::move(sheet.errors);
  return out;
}

}  // namespace gavel::api
