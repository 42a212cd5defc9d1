using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>The form of one seat.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeatForm>))]
public enum SeatForm
{
    OnSite,
    Online,
}
