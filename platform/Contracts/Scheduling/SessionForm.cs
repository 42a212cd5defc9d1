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

/// <summary>Which seats a form means.</summary>
public static class SessionForms
{
    public static bool OffersOnSite(this SessionForm form) => form is SessionForm.OnSite or SessionForm.Hybrid;

    public static bool OffersOnline(this SessionForm form) => form is SessionForm.Online or SessionForm.Hybrid;
}
