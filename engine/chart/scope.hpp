#pragma once
// What names mean in the expressions of one session: its variables, the system variables of SCXML
// 5.10, In() and the host's functions. Private to this room.
#include <optional>

#include "engine/chart/session.hpp"

namespace gavel::chart {

inline constexpr std::string_view scxml_processor =
    "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";

class SessionScope final : public expression::Scope {
 public:
  /// `event` may be null: `_event` is then undefined. All arguments must outlive the scope.
  SessionScope(const Chart& chart, const Session& session, const Event* event,
               const Surroundings& surroundings, std::size_t* allowance = nullptr)
      : chart_(chart),
        session_(session),
        event_(event),
        surroundings_(surroundings),
        allowance_(allowance) {}

  [[nodiscard]] Found find(std::string_view name) const override;
  [[nodiscard]] std::optional<expression::Part> part(std::string_view name,
                                                     expression::Path path) const override;
  [[nodiscard]] std::expected<expression::Value, expression::Error> call(
      std::string_view name, expression::Arguments arguments) const override;
  [[nodiscard]] bool holds(std::string_view name, std::string_view member) const override;
  [[nodiscard]] std::size_t* allowance() const override { return allowance_; }

  /// `_event` is `event` from now on.
  void set_event(const Event* event) {
    event_ = event;
    event_value_.reset();
  }

 private:
  [[nodiscard]] Found system_variable(std::string_view name) const;

  const Chart& chart_;
  const Session& session_;
  const Event* event_;
  const Surroundings& surroundings_;
  std::size_t* allowance_;
  // System variables become JSON only when an expression names them.
  mutable std::optional<Json> event_value_, id_, name_, processors_;
};

/// "platform", "internal", "external": SCXML 5.10.1.
[[nodiscard]] std::string_view name_of(Event::Type type);

/// "#_scxml_<session id>": where a session can be sent to.
[[nodiscard]] std::string address_of(const Session& session);

}  // namespace gavel::chart
