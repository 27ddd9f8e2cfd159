#include "api/commands.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include "api/cli_text.hpp"
#include "api/not_started.hpp"
#include "api/procedure_files.hpp"
#include "api/routes/calendar_words.hpp"
#include "api/routes/policy_words.hpp"
#include "archive/digest.hpp"
#include "embedded/api_assets.hpp"
#include "engine/calendar/local_days.hpp"
#include "engine/draw/dot.hpp"
#include "engine/draw/svg.hpp"
#include "engine/procedure/procedure.hpp"
#include "engine/soundness/soundness.hpp"

namespace gavel {
namespace {

constexpr int failed = 1, misused = 2;

/// Not more than one byte past what is read of a procedure: what goes on for ever is too large,
/// too.
std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(chart::ReadLimits{}.bytes + 1, '\0');
  if (std::filesystem::is_directory(path)) errno = EISDIR;
  if (!in || std::filesystem::is_directory(path)) return std::nullopt;
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

int complain(const std::string& sentence, int code) {
  std::cerr << "gavel: " << sentence << "\n";
  return code;
}

std::string provisional_note(const calendar::Calendar& calendar, Day from,
                             const calendar::Deadline& deadline) {
  if (from < calendar.first_known())
    return cli_text("before-known", {{"known", to_string(calendar.first_known())}});
  return cli_text("provisional", {{"year", to_string(deadline.last).substr(0, 4)},
                                  {"known", to_string(calendar.last_known())}});
}

std::expected<std::string, std::string> table_asked(const DeadlineQuestion& question) {
  if (question.calendar.empty()) return std::string(asset::prc_2019_2026_csv);
  auto own = read_file(question.calendar);
  if (own) return *std::move(own);
  return std::unexpected(cli_text(
      "unreadable-file", {{"file", question.calendar.string()}, {"reason", std::strerror(errno)}}));
}

/// The local days of the pack that was asked for, and of those it extends.
std::expected<std::vector<calendar::LocalDay>, std::string> days_asked(
    const DeadlineQuestion& question) {
  if (question.policy.empty()) return {};
  try {
    const auto packs = read_packs(question.workflows);
    if (std::ranges::find(packs, question.policy, &procedure::Pack::id) != packs.end())
      return procedure::local_days(packs, question.policy);
    std::string ids;
    for (const procedure::Pack& pack : packs) ids += (ids.empty() ? "" : ", ") + pack.id;
    return std::unexpected(in_own_language(api::words_of(
        {.pack = "",
         .pointer = "",
         .code = "not-a-pack",
         .values = {{"given", question.policy}, {"expected", ids.empty() ? "-" : ids}},
         .from = {}})));
  } catch (const NotStarted& wrong) {
    return std::unexpected(wrong.sentence);
  }
}

}  // namespace

int print_deadline(const DeadlineQuestion& question) {
  const Day from = parse_day(question.from).value();  // the command line has checked it
  if (question.days.has_value() == question.workdays.has_value())
    return complain(cli_text("days-or-workdays", {}), misused);
  if (question.plain && question.workdays)
    return complain(cli_text("plain-needs-days", {}), misused);
  const int count = question.days ? *question.days : *question.workdays;

  const auto csv = table_asked(question);
  if (!csv) return complain(csv.error(), failed);
  if (const auto read = calendar::Calendar::from_csv(*csv); !read)
    return complain(
        question.calendar.string() + ": " + in_own_language(api::calendar_sentence(read.error())),
        failed);
  const auto days = days_asked(question);
  if (!days) return complain(days.error(), failed);
  const auto calendar = calendar::Calendar::from_csv(calendar::with_local_days(*csv, *days));
  const auto unit = question.days ? calendar::Unit::day : calendar::Unit::workday;
  const auto deadline = calendar::deadline(*calendar, from, count, unit, !question.plain);
  std::cout << to_string(deadline.last);
  if (deadline.provisional) std::cout << " (" << provisional_note(*calendar, from, deadline) << ")";
  std::cout << "\n";
  return 0;
}

int check_procedures(const CheckQuestion& question) {
  int errors = 0, warnings = 0;
  for (const auto& file : question.files) {
    const auto xml = read_file(file);
    if (!xml) {
      std::cerr << cli_text("unreadable-file",
                            {{"file", file.string()}, {"reason", std::strerror(errno)}})
                << "\n";
      ++errors;
      continue;
    }
    auto result = procedure::read(*xml, file.string(), archive::sha256_hex(*xml));
    if (result.procedure != nullptr)
      std::ranges::move(soundness::check(*result.procedure),
                        std::back_inserter(result.diagnostics));
    const int errors_before = errors;
    for (const Diagnostic& diagnostic : result.diagnostics) {
      std::cerr << in_own_language(in_words(diagnostic)) << "\n" << excerpt(*xml, diagnostic.place);
      errors += diagnostic.severity == Diagnostic::Severity::error;
      warnings += diagnostic.severity == Diagnostic::Severity::warning;
    }
    if (result.procedure == nullptr || errors > errors_before) continue;
    std::cout << cli_text("checked",
                          {{"file", file.string()},
                           {"states", std::to_string(result.procedure->chart->states.size() - 1)},
                           {"rules", std::to_string(result.procedure->rules.size())},
                           {"events", std::to_string(result.procedure->events.size())}})
              << "\n";
  }
  if (errors + warnings > 0) {
    std::cerr << cli_text("check-failed", {{"errors", std::to_string(errors)},
                                           {"warnings", std::to_string(warnings)}})
              << "\n";
  }
  return errors > 0 ? failed : 0;
}

int draw_procedure(const DrawRequest& request) {
  const auto xml = read_file(request.file);
  if (!xml)
    return complain(cli_text("unreadable-file",
                             {{"file", request.file.string()}, {"reason", std::strerror(errno)}}),
                    failed);
  const auto result = procedure::read(*xml, request.file.string(), archive::sha256_hex(*xml));
  for (const Diagnostic& diagnostic : result.diagnostics)
    std::cerr << in_own_language(in_words(diagnostic)) << "\n" << excerpt(*xml, diagnostic.place);
  if (result.procedure == nullptr) return failed;

  draw::Options options;
  options.language = speaks_chinese() ? draw::Language::zh : draw::Language::en;
  for (const std::string& id : request.active) {
    if (result.procedure->chart->find(id) == nullptr)
      return complain(cli_text("unknown-state", {{"state", id}, {"file", request.file.string()}}),
                      misused);
    options.active.insert(id);
  }
  const std::string drawing = request.format == "dot" ? draw::dot(*result.procedure, options)
                                                      : draw::svg(*result.procedure, options);
  if (request.output.empty()) {
    std::cout << drawing << std::flush;
    return std::cout ? 0
                     : complain(cli_text("unwritable-file",
                                         {{"file", "-"}, {"reason", std::strerror(errno)}}),
                                failed);
  }
  std::ofstream out(request.output, std::ios::binary | std::ios::trunc);
  if (!out || !(out << drawing) || !out.flush())
    return complain(cli_text("unwritable-file",
                             {{"file", request.output.string()}, {"reason", std::strerror(errno)}}),
                    failed);
  return 0;
}

}  // namespace gavel
