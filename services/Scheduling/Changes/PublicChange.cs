using System.Text.Json.Serialization;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Changes;

/// <summary>
/// One thing that a publication changed about a session, as people read it. <paramref name="Old"/> is null for what is
/// new, <paramref name="New"/> for what is gone, both for texts that are too long to repeat. It never names who speaks:
/// a name that an organiser takes out of the programme is not to live on here.
/// </summary>
[Data(Category.None)]
public sealed record PublicChange(ChangedField Field, string? Old, string? New)
{
    /// <summary>In one German sentence without its full stop.</summary>
    public string Text =>
        Field switch
        {
            ChangedField.Title => $"Titel: „{New}“ statt „{Old}“",
            ChangedField.Start => $"Beginn: {New} statt {Old}",
            ChangedField.Length => $"Dauer: {New} statt {Old}",
            ChangedField.TimeZone => $"Zeitzone: {New} statt {Old}",
            ChangedField.Form => $"Form: {New} statt {Old}",
            ChangedField.Venue => (Old, New) switch
            {
                (null, _) => $"Ort neu: {New}",
                (_, null) => $"Ort entfällt: {Old}",
                _ => $"Ort: {New} statt {Old}",
            },
            ChangedField.Accessibility => "Hinweise zur Barrierefreiheit geändert",
            ChangedField.SeatsOnSite => $"Plätze vor Ort: {New} statt {Old}",
            ChangedField.SeatsOnline => $"Plätze online: {New} statt {Old}",
            ChangedField.Description => "Beschreibung geändert",
            ChangedField.Topic => Old is null ? $"Thema neu: {New}" : $"Thema entfällt: {Old}",
            ChangedField.TopicOrder => "Reihenfolge der Themen geändert",
            ChangedField.ProgrammeItem => (Old, New) switch
            {
                (null, _) => $"Programmpunkt neu: {New}",
                (_, null) => $"Programmpunkt entfällt: {Old}",
                _ => $"Programmpunkt geändert: {New} statt {Old}",
            },
            ChangedField.ProgrammeSpeaker => $"Programmpunkt „{New}“: Angaben zu Person oder Projekt geändert",
            ChangedField.ProgrammeOrder => "Reihenfolge des Programms geändert",
            ChangedField.Cancellation => $"Abgesagt: {New}",
            _ => "Angaben geändert",
        };
}

/// <summary>What of a session was changed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangedField>))]
public enum ChangedField
{
    Title,
    Start,
    Length,
    TimeZone,
    Form,
    Venue,
    Accessibility,
    SeatsOnSite,
    SeatsOnline,
    Description,
    Topic,
    TopicOrder,
    ProgrammeItem,
    ProgrammeSpeaker,
    ProgrammeOrder,
    Cancellation,
}
