using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>How a session is held; <see cref="Hybrid"/> offers seats on site and online.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionForm>))]
public enum SessionForm
{
    OnSite,
    Online,
    Hybrid,
}
