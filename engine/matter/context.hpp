#pragma once
// Everything an expression of a procedure can see besides the chart's variables: `_x` and the host
// functions, for one moment of one matter. Private to this room.
#include "engine/matter/matter.hpp"
#include "engine/procedure/functions.hpp"

namespace gavel::matter {

/// `_x.documents`: the latest version of each code.
[[nodiscard]] JsonObject documents_by_code(const std::vector<Document>& documents);
[[nodiscard]] JsonObject encode(const Document& document);
[[nodiscard]] std::expected<Document, std::string> decode_document(const JsonObject& encoded);
[[nodiscard]] JsonObject encode(const Actor& actor);

/// `_x.matter`.
[[nodiscard]] JsonObject encode_head(const Snapshot& snapshot);

/// The event as the chart gets it from outside.
[[nodiscard]] chart::Event external(std::string name, JsonObject data);

/// What differs from moment to moment.
struct Now {
  const Actor& actor;
  const JsonObject& facts;
  Instant at;
  const calendar::Calendar& calendar;
  const JsonObject* signature = nullptr;  ///< Of a signed event.
  const JsonObject* opening = nullptr;    ///< While the matter is opened.
};

/// Refers to its arguments: they must outlive it.
class Context {
 public:
  Context(const procedure::Procedure& procedure, const Snapshot& snapshot, const Now& now);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] chart::Surroundings surroundings() const;
  [[nodiscard]] procedure::Evaluate evaluator(const chart::Event& event) const;
  [[nodiscard]] const calendar::Calendar& calendar() const { return calendar_; }
  [[nodiscard]] Instant at() const { return at_; }
  [[nodiscard]] const procedure::Procedure& procedure() const { return procedure_; }
  [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }

 private:
  const procedure::Procedure& procedure_;
  const Snapshot& snapshot_;
  const calendar::Calendar& calendar_;
  Instant at_;
  Json x_;
  procedure::Functions functions_;
};

}  // namespace gavel::matter
