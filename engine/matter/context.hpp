#pragma once
// Everything an expression of a procedure can see besides the chart's variables: `_x` and the host
// functions, for one moment of one matter. Private to this room.
#include <array>

#include "engine/matter/matter.hpp"
#include "engine/procedure/functions.hpp"

namespace gavel::matter {

[[nodiscard]] JsonObject encode(const Document& document);
[[nodiscard]] std::expected<Document, std::string> decode_document(const JsonObject& encoded);
[[nodiscard]] JsonObject encode(const Actor& actor, const JsonStorage& storage = {});

/// The event as the chart gets it from outside.
[[nodiscard]] chart::Event external(std::string name, JsonObject data);

/// The newest version of the document `code`; null where there is none.
[[nodiscard]] const Document* latest(const Snapshot& snapshot, std::string_view code);

/// What differs from moment to moment.
struct Now {
  const Actor& actor;
  const JsonObject& facts;
  Instant at;
  const calendar::Calendar& calendar;
  const JsonObject* signature = nullptr;  ///< Of a signed event.
  const JsonObject* opening = nullptr;    ///< While the matter is opened.
};

/// `_x` of a matter at one moment; without one, of those members that have none: the policy and the
/// matter itself. Refers to its arguments: they must outlive it.
class MatterVariable final : public chart::PlatformVariable {
 public:
  explicit MatterVariable(const Snapshot& snapshot, const Now* now = nullptr)
      : snapshot_(snapshot), now_(now) {}
  [[nodiscard]] std::optional<expression::Part> part(expression::Path path) const override;
  [[nodiscard]] const Json& whole() const override;

 private:
  struct Member;
  static const Member members[11];
  [[nodiscard]] const Json* member(std::string_view name) const;

  const Snapshot& snapshot_;
  const Now* now_;
  mutable std::array<std::optional<Json>, 11> made_;
  mutable std::optional<Json> whole_;
};

/// The documents of a matter, as host functions ask it.
class OnFile final : public procedure::Dossier {
 public:
  explicit OnFile(const Snapshot& snapshot) : snapshot_(snapshot) {}
  [[nodiscard]] bool has(std::string_view code) const override {
    return latest(snapshot_, code) != nullptr;
  }
  [[nodiscard]] std::size_t count() const override { return snapshot_.documents->size(); }
  [[nodiscard]] std::vector<std::string> revised(std::size_t filed) const override {
    return matter::revised(*snapshot_.documents, filed);
  }

 private:
  const Snapshot& snapshot_;
};

/// Refers to its arguments: they must outlive it.
class Context {
 public:
  Context(const procedure::Procedure& procedure, const Snapshot& snapshot, const Now& now);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] chart::Surroundings surroundings() const;
  [[nodiscard]] procedure::Evaluate evaluator(const chart::Event& event) const;
  [[nodiscard]] const calendar::Calendar& calendar() const { return now_.calendar; }
  [[nodiscard]] Instant at() const { return now_.at; }
  [[nodiscard]] const procedure::Procedure& procedure() const { return procedure_; }
  [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }

 private:
  const procedure::Procedure& procedure_;
  const Snapshot& snapshot_;
  Now now_;
  MatterVariable x_;
  OnFile on_file_;
  procedure::Functions functions_;
};

}  // namespace gavel::matter
