// The catalogue of the volume (卷内文件目录, columns after GB/T 9705): as a page that any browser
// shows and prints, and as a table that any spreadsheet reads.
#include <map>

#include "archive/agents.hpp"
#include "archive/metadata.hpp"
#include "embedded/archive_assets.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/text.hpp"

namespace gavel::archive {
namespace {

/// RFC 4180.
std::string cell_of(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

struct Row {
  std::string number, code, author, title, date, stage, path;
};

std::vector<Row> rows(const PackageInput& input, const PackageLayout& layout) {
  std::map<std::string, std::string> stages;
  for (const PackageStage& stage : input.stages) stages[stage.id] = stage.title.zh;
  const Agents agents(input);
  std::vector<Row> out;
  for (std::size_t i = 0; i < input.documents.size(); ++i) {
    const PackageDocument& document = input.documents[i];
    out.push_back({.number = std::to_string(i + 1),
                   .code = document.code + " v" + std::to_string(document.version),
                   .author = agents.name_of(document.by),
                   .title = document.title.empty() ? document.filename : document.title,
                   .date = to_string(day_of(document.at)),
                   .stage = stages[document.stage],
                   .path = layout.documents[i].path});
  }
  return out;
}

}  // namespace

std::string filled(std::string_view form, const std::map<std::string, std::string>& values) {
  std::string out;
  while (!form.empty()) {
    const std::size_t open = form.find('{');
    out += form.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = form.find('}', open);
    ensure(close != std::string_view::npos, "every placeholder of a form is closed");
    out += values.at(std::string(form.substr(open + 1, close - open - 1)));
    form.remove_prefix(close + 1);
  }
  return out;
}

std::string catalogue_html(const PackageInput& input, const PackageLayout& layout) {
  std::string table;
  for (const Row& row : rows(input, layout)) {
    table += "<tr><td>" + row.number + "<td>" + markup(row.code) + "<td>" + markup(row.author) +
             "<td><a href=\"" + markup(relative_reference(row.path, "")) + "\">" +
             markup(row.title) + "</a><td>" + row.date + "<td>" + markup(row.stage) + "\n";
  }
  return filled(asset::package_catalogue_html,
                {{"code", markup(to_string(input.code))},
                 {"title", markup(input.title)},
                 {"organ", markup(input.organ)},
                 {"fonds", markup(input.fonds_name.empty() ? input.code.fonds : input.fonds_name)},
                 {"opened", to_string(day_of(input.opened_at))},
                 {"closed", to_string(day_of(input.closed_at))},
                 {"rows", table}});
}

std::string catalogue_csv(const PackageInput& input, const PackageLayout& layout) {
  std::string out{asset::package_catalogue_csv};
  for (const Row& row : rows(input, layout)) {
    out += row.number;
    for (const std::string* cell :
         {&row.code, &row.author, &row.title, &row.date, &row.stage, &row.path})
      out += "," + cell_of(*cell);
    out += "\r\n";
  }
  return out;
}

}  // namespace gavel::archive
