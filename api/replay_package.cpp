#include "api/replay_package.hpp"

#include <fstream>
#include <map>

#include "archive/bag.hpp"
#include "archive/digest.hpp"
#include "archive/package_reader.hpp"
#include "engine/base/ensure.hpp"
#include "engine/matter/matter.hpp"
#include "engine/matter/migrate.hpp"

namespace gavel {
namespace {

/// Reads each source once; a source that is not there is a broken invariant of the package.
class Sources {
 public:
  explicit Sources(const std::filesystem::path& bag) : bag_(bag) {}

  const procedure::Procedure& procedure(const std::string& sha256) {
    auto& known = procedures_[sha256];
    if (known == nullptr)
      known = procedure::read(bytes(sha256, ".scxml"), sha256 + ".scxml", sha256).procedure;
    ensure(known != nullptr, "the package's procedure can be read: " + sha256);
    return *known;
  }
  const calendar::Calendar& calendar(const std::string& id) {
    const auto known = calendars_.find(id);
    if (known != calendars_.end()) return known->second;
    auto read = calendar::Calendar::from_csv(bytes(id, ".csv"));
    ensure(read.has_value(), "the package's working-day table can be read: " + id);
    return calendars_.emplace(id, std::move(*read)).first->second;
  }

 private:
  std::string bytes(const std::string& sha256, const char* extension) {
    auto found = archive::read_bag_file(bag_, "data/procedure/" + sha256 + extension);
    ensure(found && archive::sha256_hex(*found) == sha256,
           "the package holds what its events were judged by: " + sha256 + extension);
    return std::move(*found);
  }

  const std::filesystem::path& bag_;
  std::map<std::string, std::shared_ptr<const procedure::Procedure>> procedures_;
  std::map<std::string, calendar::Calendar> calendars_;
};

std::vector<matter::Event> events_in(const std::filesystem::path& bag) {
  std::vector<matter::Event> events;
  std::ifstream in(bag / "data/events.jsonl", std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const auto value = parse_json(line);
    ensure(value && value->is_object(), "an event is an object");
    auto event = matter::decode_event(value->get_object());
    if (!event) throw BrokenInvariant(event.error());
    events.push_back(std::move(*event));
  }
  return events;
}

/// The one in force at the first event: a matter may have been moved to another since.
std::string first_procedure(const std::filesystem::path& bag,
                            const std::vector<matter::Event>& events) {
  for (const matter::Event& event : events) {
    if (const auto from = matter::moved_from(event)) return from->sha256;
  }
  const auto record = archive::read_package(bag);
  ensure(record.volume.has_value(), "the package names its procedure");
  return record.volume->procedure_sha256;
}

}  // namespace

std::string replay_package(const std::filesystem::path& bag) {
  try {
    Sources sources(bag);
    const auto events = events_in(bag);
    (void)matter::replay(
        sources.procedure(first_procedure(bag, events)), std::nullopt, events,
        [&](const std::string& id) -> const calendar::Calendar& { return sources.calendar(id); },
        [&](const std::string& sha256) -> const procedure::Procedure& {
          return sources.procedure(sha256);
        });
    return "";
  } catch (const BrokenInvariant& broken) {
    const std::string said = broken.what();  // "file:line: claim", of this program's source
    return said.substr(said.find(": ") == std::string::npos ? 0 : said.find(": ") + 2);
  }
}

}  // namespace gavel
